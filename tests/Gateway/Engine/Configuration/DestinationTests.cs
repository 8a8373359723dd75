using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Configuration;

/// <summary>A stored password goes where it was given for, and nowhere else (rule J3).</summary>
public abstract class DestinationTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private const string Elsewhere = "http://127.0.0.1:9";

    [Theory]
    [InlineData("parcoursup", "url", Elsewhere + "/ApiRest/")]
    [InlineData("parcoursup", "login", "un-autre")]
    [InlineData("apogee", "url", Elsewhere + "/services/OpiMetier")]
    [InlineData("apogee", "login", "un-autre")]
    public async Task Another_address_or_login_asks_for_the_password_again(string section, string field, string value)
    {
        await WithStoredPasswordsAsync();
        Etab.Document[section]![field] = value;

        var (status, text) = await SaveAsync();

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains($"{section}.motDePasse", text, StringComparison.Ordinal);
        Assert.Contains("saisir de nouveau", text, StringComparison.Ordinal);
        Etab.Document[section]!["motDePasse"] = "donne-de-nouveau";
        Assert.Equal(HttpStatusCode.OK, (await SaveAsync()).Status);
    }

    [Theory]
    [InlineData("laissezPasser")]
    [InlineData("etudiant")]
    public async Task The_pair_of_OpiMetier_does_not_follow_a_neighbour_to_another_machine(string neighbour)
    {
        await WithStoredPasswordsAsync();
        Etab.Document["apogee"]![neighbour] = new JsonObject { ["url"] = Elsewhere + "/services/Voisin" };

        var (status, text) = await SaveAsync();

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("apogee.motDePasse", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pair_of_a_neighbour_stays_at_its_address_too()
    {
        await WithStoredPasswordsAsync();
        var own = new JsonObject { ["url"] = Etab.Document["apogee"]!["url"]!.DeepClone(), ["login"] = "voisin", ["motDePasse"] = "mdp-voisin" };
        Etab.Document["apogee"]!["etudiant"] = own;
        Assert.Equal(HttpStatusCode.OK, (await SaveAsync()).Status);
        own.Remove("motDePasse");
        Assert.Equal(HttpStatusCode.OK, (await SaveAsync()).Status);
        own["url"] = Elsewhere + "/services/EtudiantMetier";

        var (status, text) = await SaveAsync();

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("apogee.etudiant", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_path_at_the_same_address_keeps_it()
    {
        await WithStoredPasswordsAsync();
        var url = new Uri(Etab.Document["parcoursup"]!["url"]!.GetValue<string>());
        Etab.Document["parcoursup"]!["url"] = new Uri(url, "/Autre/ApiRest/").ToString();

        Assert.Equal(HttpStatusCode.OK, (await SaveAsync()).Status);
    }

    [Fact]
    public async Task A_sealed_password_opens_nothing_where_somebody_else_has_put_it()
    {
        await WithStoredPasswordsAsync();
        await using var other = await TestEtablissement.StartAsync("univ-lacs", SharedGateway.OtherUai);
        other.Document["push"]!["login"] = "psup-lacs";
        await other.SaveAsync(Gateway);
        Assert.Equal("secret", OpenedOf("univ-lacs"));

        // Whoever writes into the database moves it: to another établissement, and to another address.
        var mine = JsonNode.Parse(Assert.Single(await DocumentsAsync(Etab.Code)))!;
        var theirs = JsonNode.Parse(Assert.Single(await DocumentsAsync("univ-lacs")))!;
        theirs["parcoursup"]!["motDePasse"] = mine["parcoursup"]!["motDePasse"]!.DeepClone();
        await StoreAsync("univ-lacs", theirs);
        mine["parcoursup"]!["url"] = Elsewhere + "/ApiRest/";
        await StoreAsync(Etab.Code, mine);
        await Gateway.StopAsync();
        await Gateway.StartAsync();

        Assert.Null(OpenedOf("univ-lacs"));
        Assert.Null(OpenedOf(Etab.Code));
    }

    private string? OpenedOf(string code) =>
        Gateway.Services.GetRequiredService<ConfigurationDirectory>().Current.FindByCode(code)!.Section<ParcoursupOptions>()!.MotDePasse;

    private Task<IReadOnlyList<string>> DocumentsAsync(string code) =>
        Gateway.QueryAsync<string>("SELECT document FROM etablissement WHERE code = @code", new { code });

    private Task StoreAsync(string code, JsonNode document) =>
        Gateway.ExecuteAsync("UPDATE etablissement SET document = @document WHERE code = @code", new { code, document = document.ToJsonString() });

    private async Task WithStoredPasswordsAsync()
    {
        Etab.Document["apogee"]!["login"] = "passerelle";
        Etab.Document["apogee"]!["motDePasse"] = "mdp-apogee";
        await StartAsync(openGate: false);
        foreach (var section in new[] { "parcoursup", "apogee" }) Etab.Document[section]!.AsObject().Remove("motDePasse");
        Assert.Equal(HttpStatusCode.OK, (await SaveAsync()).Status);
    }

    private async Task<(HttpStatusCode Status, string Text)> SaveAsync()
    {
        using var response = await Gateway.Admin.RawAsync(HttpMethod.Put, "/api/etablissements/" + Etab.Code, Etab.Document.ToJsonString());
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}

public sealed class DestinationTestsOnSqlite(PostgresServer postgres) : DestinationTests(postgres, DatabaseEngine.Sqlite);

public sealed class DestinationTestsOnPostgres(PostgresServer postgres) : DestinationTests(postgres, DatabaseEngine.Postgres);
