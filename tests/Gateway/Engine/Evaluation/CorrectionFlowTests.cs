using System.Net;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Evaluation;

/// <summary>A value that a person has corrected counts until the source changes its own, and is told.</summary>
public abstract class CorrectionFlowTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private const string Date = "candidats/2026/17/corrections/dateNaissance";

    [Fact]
    public async Task A_held_candidate_leaves_with_the_corrected_value_until_the_source_changes_its_own()
    {
        await StartAsync();
        await PushAndRestAsync(Born("30/02/2005"));
        Assert.Equal("", await Etab.VoeuxAsync("17"));

        await AssertAsync(HttpStatusCode.NoContent, HttpMethod.Put, Date, "28/02/2005");
        Assert.Equal("28022005", await BornAtApogeeAsync());
        Assert.Empty(await ListAsync("reserves"));
        var correction = Assert.Single((await GetAsync("candidats/2026/17/explication"))!["corrections"]!.AsArray())!;
        Assert.Equal(("dateNaissance", "28/02/2005", "tests"), ((string?)correction["champ"], (string?)correction["valeur"], (string?)correction["par"]));

        // The same again, with another mail: the source has not changed this value.
        var same = Born("30/02/2005", "06/06/2026 10:00");
        same["mail"] = "autre@example.org";
        await PushAndRestAsync(same);
        Assert.Equal("28022005", await BornAtApogeeAsync());

        await PushAndRestAsync(Born("27/02/2005", "07/06/2026 10:00"));
        Assert.Equal("27022005", await BornAtApogeeAsync());
        var told = (await ListAsync("candidats/2026/17/chronologie")).Where(l => (string?)l!["nature"] == "Correction").Select(l => (string?)l!["texte"]).ToList();
        Assert.Equal(2, told.Count);
        Assert.Contains("Valeur corrigée par tests : dateNaissance", told[0], StringComparison.Ordinal);
        Assert.Contains("jusqu'à ce que Parcoursup change la sienne", told[0], StringComparison.Ordinal);
        Assert.Contains("levée", told[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_is_undone()
    {
        await StartAsync();
        await PushAndRestAsync(Born("01/02/2005"));
        await AssertAsync(HttpStatusCode.NoContent, HttpMethod.Put, Date, "28/02/2005");
        Assert.Equal("28022005", await BornAtApogeeAsync());

        await AssertAsync(HttpStatusCode.NoContent, HttpMethod.Delete, Date);

        Assert.Equal("01022005", await BornAtApogeeAsync());
        Assert.Null((await GetAsync("candidats/2026/17"))!["corrections"]);
        await AssertAsync(HttpStatusCode.NotFound, HttpMethod.Delete, Date);
    }

    [Fact]
    public async Task What_would_be_doubtful_again_is_no_correction()
    {
        await StartAsync();
        await PushAndRestAsync(Born("01/02/2005"));
        await AssertAsync(HttpStatusCode.BadRequest, HttpMethod.Put, Date, "30/02/2005");
        await AssertAsync(HttpStatusCode.BadRequest, HttpMethod.Put, "candidats/2026/17/corrections/mail", "pas d'adresse");
        await AssertAsync(HttpStatusCode.BadRequest, HttpMethod.Put, "candidats/2026/17/corrections/codeSituation", "1");
        await AssertAsync(HttpStatusCode.NotFound, HttpMethod.Put, "candidats/2026/99/corrections/mail", "zoe@exemple.fr");
    }

    private static JsonObject Born(string date, string reponse = "05/06/2026 10:00")
    {
        var voeu = Voeu(17, reponse: reponse);
        voeu["dateNaissance"] = date;
        return voeu;
    }

    private async Task AssertAsync(HttpStatusCode expected, HttpMethod method, string path, string? valeur = null)
    {
        using var response = await Api.RawAsync(method, Etab.Path + path, valeur is null ? "" : new JsonObject { ["valeur"] = valeur }.ToJsonString());
        Assert.True(expected == response.StatusCode, $"{response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        await AtRestAsync();
    }

    private async Task<string?> BornAtApogeeAsync() =>
        (string?)Assert.Single((await Etab.ApogeeStateAsync())["opi"]!.AsArray(), o => o!["codOpiIntEpo"]!.GetValue<string>() == "17")!["dateNaissance"];
}

public sealed class CorrectionFlowTestsOnSqlite(PostgresServer postgres) : CorrectionFlowTests(postgres, DatabaseEngine.Sqlite);

public sealed class CorrectionFlowTestsOnPostgres(PostgresServer postgres) : CorrectionFlowTests(postgres, DatabaseEngine.Postgres);
