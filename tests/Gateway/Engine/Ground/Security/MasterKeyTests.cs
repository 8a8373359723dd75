using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Ground.Security;

/// <summary>A database is opened by the master key that wrote it; it can be given a new one; a key is worth what was sealed of it.</summary>
public abstract class MasterKeyTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private const string Refused = "rétablir la clé maîtresse avec laquelle ils ont été écrits";
    private static readonly string First = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private static readonly string Next = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    [Fact]
    public async Task A_new_key_takes_the_place_of_the_former_and_everything_goes_on()
    {
        await StartAsync(openGate: true, $"--Securite:CleMaitresse={First}");
        var key = await Gateway.CreateKeyAsync("université", Etab.Code);
        await PushAndRestAsync(TestDocument.Voeu(1, 8842, 1, 0, "05/06/2026 10:00"));
        var calls = Etab.Apogee.NombreAppels;
        Assert.True(ApogeeCalls > 0);
        await Gateway.StopAsync();

        // Both keys, as every node has them meanwhile; what is sealed in between is not lost either.
        await using (var both = await GatewayInstance.StartAsync(Storage, $"--Securite:CleMaitresse={Next}", $"--Securite:CleMaitressePrecedente={First}"))
        {
            await Etab.SaveAsync(both);
            var (code, output, error) = await GatewayProcess.RunAsync(Settings((CleMaitresse, Next), (Precedente, First)), "securite", "changer-cle");
            Assert.Equal((0, ""), (code, string.Join('\n', Lines(error).Where(l => !l.StartsWith("Base de données", StringComparison.Ordinal)))));
            Assert.Contains("de la base ont la nouvelle clé", output, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(both, key));
            (code, output, _) = await GatewayProcess.RunAsync(Settings((CleMaitresse, Next), (Precedente, First)), "securite", "changer-cle");
            Assert.Equal(0, code);
            Assert.Contains("rien à changer", output, StringComparison.Ordinal);
        }

        var former = await GatewayProcess.RunAsync(Settings((CleMaitresse, First)));
        Assert.Equal(2, former.Code);
        Assert.Contains(Refused, former.Error, StringComparison.Ordinal);

        await using var after = await GatewayInstance.StartAsync(Storage, $"--Securite:CleMaitresse={Next}");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(after, key));
        // The stored passwords open, and the connector that was tested is the same: no test is asked for again.
        await Etab.PushAsync(after, TestDocument.Voeu(2, 8842, 1, 0, "05/06/2026 10:00"));
        await after.Admin.AtRestAsync(Etab.Code);
        Assert.True(Etab.Apogee.NombreAppels > calls);
        // So does what was sealed before and in between, and its keys by no former master key.
        await after.AssertSealedAsync("message_entrant.corps", "echange.requete");
        Assert.Equal(2, (await after.CorpsAsync("canal = 'Push'")).Count(corps => Encoding.UTF8.GetString(corps).Contains("8842", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_database_without_any_secret_yet_is_bound_to_its_key_too()
    {
        var (code, _, error) = await GatewayProcess.RunAsync(Settings((CleMaitresse, First)), "cle", "creer", "--administrateur", "--nom", "essai");
        Assert.True(code == 0, error);

        var other = await GatewayProcess.RunAsync(Settings((CleMaitresse, Next)), "cle", "creer", "--administrateur", "--nom", "essai");

        Assert.Equal((2, ""), (other.Code, other.Output));
        Assert.Contains(Refused, other.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_only_writes_the_database_makes_no_key_and_changes_none()
    {
        await StartAsync(openGate: false);
        var own = await Gateway.CreateKeyAsync("université", Etab.Code);
        var database = Gateway.Services.GetRequiredService<Database>();
        const string Forged = "pg_00000000000000000000000000000000000000000000000000000000000000aa";
        await database.ExecuteAsync(
            "INSERT INTO cle_api (id, nom, etablissement, empreinte, creee_le, sceau) SELECT 'forgee', 'intrus', NULL, @empreinte, creee_le, sceau FROM cle_api WHERE etablissement IS NULL",
            new { empreinte = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Forged))) }, default);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(Gateway, Forged));
        await database.ExecuteAsync("UPDATE cle_api SET sceau = NULL WHERE id = 'forgee'", null, default);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(Gateway, Forged));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Gateway, own));
        await database.ExecuteAsync("UPDATE cle_api SET etablissement = NULL WHERE nom = 'université'", null, default);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(Gateway, own));

        var (_, role) = await Gateway.Services.GetRequiredService<ApiKeys>().CreateRoleAsync("instructrice", "catalogue.instructeur", "10", default);
        Assert.NotNull(await Gateway.Services.GetRequiredService<ApiKeys>().FindAsync(role, default));
        await database.ExecuteAsync("UPDATE cle_role SET portee = '-1'", null, default);
        Assert.Null(await Gateway.Services.GetRequiredService<ApiKeys>().FindAsync(role, default));
    }

    private const string CleMaitresse = "Securite__CleMaitresse";
    private const string Precedente = "Securite__CleMaitressePrecedente";

    private async Task<HttpStatusCode> StatusAsync(GatewayInstance gateway, string key)
    {
        using var http = gateway.Client(key);
        using var answer = await http.GetAsync(Etab.Path + "synthese");
        return answer.StatusCode;
    }

    private Dictionary<string, string> Settings(params (string Name, string Value)[] more)
    {
        var settings = GatewayProcess.Environment(Storage);
        settings["Urls"] = "http://127.0.0.1:0";
        foreach (var (name, value) in more) settings[name] = value;
        return settings;
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

public sealed class MasterKeyTestsOnSqlite(PostgresServer postgres) : MasterKeyTests(postgres, DatabaseEngine.Sqlite);

public sealed class MasterKeyTestsOnPostgres(PostgresServer postgres) : MasterKeyTests(postgres, DatabaseEngine.Postgres);
