using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Ground.Security;

/// <summary>
/// Whoever reads the database may try all INEs that there are: what stands for one in deliveries and in the keys of enrolments is made with the
/// data key of the établissement, and what a former version had written without it stays known until it is sealed.
/// </summary>
public abstract class EmpreintesPersonnesTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private const string Ine = "000000017AA";
    private const string ToldAgain = "123456789QZ";
    private const string ToldOnce = "223456789QZ";

    private static readonly string[] Tried = [HashOf("ine:" + Ine, 32), HashOf(ToldAgain, 12), HashOf(ToldOnce, 12), HashOf(Ine, 12)];

    [Fact]
    public async Task No_INE_that_is_tried_gives_what_the_database_holds()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17));
        await EnrolAsync(Gateway, ToldAgain, "2026-06-09T10:00:00+02:00");

        await Gateway.AssertNowhereAsync(Storage, [.. Tried, Ine, ToldAgain]);
        await Gateway.AssertSealedAsync("livraison.personne");
        var key = Assert.Single(await Gateway.StoredAsync<string>("SELECT cle FROM inscription"));
        Assert.Matches("^\\?2026/INE [0-9a-f]{16}/formation 8842/Principale$", key);
    }

    [Fact]
    public async Task What_a_former_version_wrote_is_known_beside_what_is_written_now_and_the_command_seals_it()
    {
        await StartAsync(openGate: true, "--Securite:ChiffrementDonnees=false");
        await PushAndRestAsync(Voeu(17));
        foreach (var ine in (string[])[ToldAgain, ToldOnce]) await EnrolAsync(Gateway, ine, "2026-06-09T10:00:00+02:00");
        Assert.Equal([Tried[0]], await Gateway.StoredAsync<string>("SELECT personne FROM livraison WHERE destination = 'apogee-opi'"));
        Assert.Equal(2, (await Gateway.StoredAsync<string>("SELECT cle FROM inscription")).Count(key => Tried.Any(key.Contains)));
        await Gateway.StopAsync();

        await using var now = await GatewayInstance.StartAsync(Storage);
        await Etab.PushAsync(now, SamePerson());
        await EnrolAsync(now, ToldAgain, "2026-06-10T10:00:00+02:00");
        Assert.Contains(await TasksAsync(now, "DoublonPossible"), message => message.Contains("deux numéros OPI", StringComparison.Ordinal));
        Assert.Equal(2, (await TasksAsync(now, "IaNonRapprochee")).Count);
        Assert.Equal(2, (await now.StoredAsync<string>("SELECT cle FROM inscription")).Count);

        var (code, _, error) = await GatewayProcess.RunAsync(GatewayProcess.Environment(Storage), "securite", "chiffrer");
        Assert.True(code == 0, error);
        await now.AssertNowhereAsync(Storage, Tried);
        await now.AssertSealedAsync("livraison.personne");
        Assert.Single((await now.StoredAsync<string>("SELECT personne FROM livraison WHERE destination = 'apogee-opi'")).Distinct());

        // Who has come meanwhile is found by his INE, and his task goes.
        foreach (var (dossier, ine) in ((int, string)[])[(20, ToldAgain), (21, ToldOnce)])
        {
            var voeu = Voeu(dossier);
            voeu["ine"] = ine;
            await Etab.PushAsync(now, voeu);
        }

        await now.Admin.AtRestAsync(Etab.Code);
        Assert.Empty(await TasksAsync(now, "IaNonRapprochee"));
        Assert.Equal(["2026/20/8842/Principale", "2026/21/8842/Principale"], (await now.StoredAsync<string>("SELECT cle FROM inscription")).Order());
        var (again, output, _) = await GatewayProcess.RunAsync(GatewayProcess.Environment(Storage), "securite", "chiffrer");
        Assert.Equal((0, true), (again, output.Contains("Rien n'était en clair", StringComparison.Ordinal)));
    }

    /// <summary>Rule A5, where one of two deliveries was wanted by a former version.</summary>
    [Fact]
    public async Task Two_deliveries_of_one_person_are_not_claimed_side_by_side_because_they_are_written_differently()
    {
        await StartAsync(openGate: false);
        await PushAndRestAsync(Voeu(17), SamePerson());
        await Gateway.ExecuteAsync(
            "UPDATE livraison SET personne = @hash, etat = 'EnCours', bail_par = 'traitement/autre', bail_jusqua = @until WHERE sujet = '2026/17'",
            new { hash = Tried[0], until = TimeProvider.System.GetUtcNow().AddHours(1) });

        Assert.Empty(await ClaimAsync());
        Assert.Equal(["AEnvoyer 0"], await Gateway.QueryAsync<string>("SELECT etat || ' ' || tentatives FROM livraison WHERE sujet = '2026/18'"));

        await Gateway.ExecuteAsync("UPDATE livraison SET etat = 'AJour', bail_par = NULL, bail_jusqua = NULL WHERE sujet = '2026/17'");
        Assert.Equal("2026/18", Assert.Single(await ClaimAsync()).Sujet);
    }

    private Task<IReadOnlyList<LivraisonRow>> ClaimAsync() => Gateway.Services.GetRequiredService<Database>().WriteAsync(
        session => Gateway.Services.GetRequiredService<LivraisonClaims>().ClaimAsync(
            session, "apogee-opi", Etab.Code, gateOpen: true, most: 10, TimeSpan.FromMinutes(5), default, job: "essai"), default);

    private async Task EnrolAsync(GatewayInstance gateway, string ine, string date)
    {
        await gateway.Admin.PostAsync(Etab.Path + "inscriptions", new JsonObject
        {
            ["session"] = 2026, ["ine"] = ine, ["codeFormationPsup"] = Droit, ["payee"] = true, ["dateMaj"] = date,
        });
        await gateway.Admin.AtRestAsync(Etab.Code);
    }

    private async Task<IReadOnlyList<string>> TasksAsync(GatewayInstance gateway, string type) =>
        [.. (await gateway.Admin.GetAsync(Etab.Path + "taches"))!.AsArray().Where(t => t!["type"]!.ToString() == type).Select(t => t!["message"]!.ToString())];

    private static JsonObject SamePerson()
    {
        var (one, two) = (Voeu(17), Voeu(18));
        foreach (var identity in (string[])["ine", "nom", "dateNaissance"]) two[identity] = one[identity]!.DeepClone();
        return two;
    }

    private static string HashOf(string text, int length) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..length];
}

public sealed class EmpreintesPersonnesOnSqlite(PostgresServer postgres) : EmpreintesPersonnesTests(postgres, DatabaseEngine.Sqlite);

public sealed class EmpreintesPersonnesOnPostgres(PostgresServer postgres) : EmpreintesPersonnesTests(postgres, DatabaseEngine.Postgres);
