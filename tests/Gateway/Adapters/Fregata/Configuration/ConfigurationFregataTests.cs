using System.Net;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Acces;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Dossiers;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Imports;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Validations;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Configuration;

/// <summary>An établissement on Fregata is set up without a word about Apogée, and its secrets stay here.</summary>
public abstract class ConfigurationFregataTests(PostgresServer postgres, DatabaseEngine engine) : FregataTest(postgres, engine)
{
    [Fact]
    public async Task Neither_an_apogee_section_nor_a_VET_is_asked_for()
    {
        await StartFregataAsync();
        await PushAndRestAsync(Admis(17), Admis(18, formation: TestDocument.SansCorrespondance));

        var synthese = await AtRestAsync();

        Assert.Equal((2, 0), (synthese["decisions"]!["f"]!.GetValue<int>(), synthese["decisions"]!["retenues"]!.GetValue<int>()));
        Assert.Empty(await ListAsync("livraisons"));
        Assert.Equal(0, ApogeeCalls);
    }

    [Fact]
    public async Task No_password_is_ever_given_out_and_saving_what_was_read_keeps_it()
    {
        await StartFregataAsync();
        var saved = (await GetAsync(""))!;
        Assert.DoesNotContain(FregataApi.Password, saved.ToJsonString(), StringComparison.Ordinal);
        Assert.Null(saved["fregata"]!["comptes"]![0]!["motDePasse"]);

        await Api.PutAsync("/api/etablissements/lycee-alpes", saved);

        Assert.Equal(HttpStatusCode.OK, (await Fregata.ImportAsync()).Status);
        var stored = Assert.Single(await Gateway.QueryAsync<string>("SELECT document FROM etablissement"));
        Assert.DoesNotContain(FregataApi.Password, stored, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"fregata":{"delaiReceptionSecondes":0}}""", "fregata.delaiReceptionSecondes")]
    [InlineData("""{"fregata":{"comptes":[{"login":"a","motDePasse":"mdp-de-a"}]}}""", "fregata.comptes[0].roles")]
    [InlineData("""{"fregata":{"comptes":[{"login":"a","roles":["GestionInscriptions"]}]}}""", "fregata.comptes[0].motDePasse")]
    [InlineData("""{"fregata":{"comptes":[{"login":"a","motDePasse":"mdp-de-a","roles":["Directeur"]}]}}""", "fregata.comptes[0].roles[0]")]
    [InlineData("""{"fregata":{"champsProteges":["couleur"]}}""", "fregata.champsProteges[0]")]
    [InlineData("""{"parcoursup":null}""", "parcoursup")]
    [InlineData("""{"formations":[{"codeFormationPsup":8842,"fregata":{"mef":"un deux"}}]}""", "formations[0].fregata.mef")]
    public async Task A_wrong_setting_is_refused_with_its_place(string change, string champ)
    {
        await StartFregataAsync();
        var document = Etab.Document.DeepClone().AsObject();
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
            if (value is null) document.Remove(name);
            else document[name] = value.DeepClone();

        using var response = await Api.RawAsync(HttpMethod.Put, "/api/etablissements/lycee-alpes", document.ToJsonString());

        var text = await response.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(JsonNode.Parse(text)!["erreurs"]!.AsArray(), e => Text(e!, "champ").EndsWith(champ, StringComparison.Ordinal));
    }

    /// <summary>Rule D3: a SIS that talks to Parcoursup today only changes its URL.</summary>
    [Fact]
    public async Task Parcoursups_own_getCandidatsAdmis_is_served_through_the_facade()
    {
        await StartFregataAsync();
        await PushAndRestAsync(Admis(17, responsables: 2), Admis(18, situation: 3));

        var answer = await Gateway.Http.PostJsonAsync($"/parcoursup/{Etab.Uai}/ApiRest/getCandidatsAdmis",
            $$"""{"identifiant":{"login":"psup","pwd":"secret"},"codeEtablissement":"{{Etab.Uai}}"}""");

        var candidat = Assert.Single(answer.Json.AsArray())!;
        Assert.Equal((17, "Lefèvre17"), (Number(candidat, "codeCandidat"), Text(candidat, "nomRL1")));
    }

    [Fact]
    public async Task The_daily_pull_brings_its_candidates_and_withdraws_the_dossiers_of_those_who_are_gone()
    {
        Etab.Document["planification"]!["recuperation"] = "0 0 6 * * ?";
        AtParcoursup([.. Enumerable.Range(101, 20).Select(code => Admis(code))]);
        await StartFregataAsync();
        await SetDayAsync(6, 11);
        await AtRestAsync();
        await SetFregataAsync(("fraicheurMinutes", 1440));
        await Fregata.ImportedAsync();
        Withdraw(101);

        // Two full pulls, a day apart, confirm that somebody has disappeared (rule C7).
        await SetDayAsync(6, 12);
        await AtRestAsync();
        Assert.Equal("ATraiter", await EtatAsync(101));
        await SetDayAsync(6, 13);
        await AtRestAsync();

        Assert.Equal(("Desiste", "ATraiter"), (await EtatAsync(101), await EtatAsync(102)));
        Assert.Equal(19, Number(await Fregata.ImportedAsync(), "nombreCandidats"));
    }

    /// <summary>Why a favourable wish may still not lead to an inscription (issue: a checklist for the administrator).</summary>
    [Fact]
    public async Task The_explanation_of_a_wish_tells_which_of_the_three_steps_it_waits_for()
    {
        Etab.Formations[0]!["fregata"] = new JsonObject();
        AtParcoursup(Unnumbered(Admis(17)));
        await StartFregataAsync();
        await PushAndRestAsync(Unnumbered(Admis(17)));

        Assert.Contains(await CheckAsync(), c => c.Contains("MEF", StringComparison.Ordinal));
        Assert.Contains(await CheckAsync(), c => c.Contains("régime", StringComparison.Ordinal));
        Assert.Contains(await CheckAsync(), c => c.Contains("pas encore importé", StringComparison.Ordinal));
        Assert.Contains(await CheckAsync(), c => c.Contains("immatriculé", StringComparison.Ordinal));
        Assert.Contains(await CheckAsync(), c => c.Contains("01/09/2026", StringComparison.Ordinal));
        Assert.DoesNotContain(await CheckAsync(), c => c.Contains("connecteur", StringComparison.Ordinal));

        await Fregata.ImportedAsync();
        Assert.Contains(await CheckAsync(), c => c.Contains("pas encore traitée", StringComparison.Ordinal));
        await Fregata.PostAsync("inscriptions/traitement", new JsonObject { ["id"] = "2026-17-8842", ["corrections"] = new JsonObject { ["mef"] = "32721401421", ["regime"] = "Externe", ["ine"] = "070900009ZZ" } });
        Assert.DoesNotContain(await CheckAsync(), c => c.Contains("MEF", StringComparison.Ordinal) || c.Contains("régime", StringComparison.Ordinal) || c.Contains("immatriculé", StringComparison.Ordinal));
        Assert.Contains(await CheckAsync(), c => c.Contains("pas encore validée", StringComparison.Ordinal));

        await SetDayAsync(9, 1);
        Assert.Contains(await CheckAsync(), c => c.Contains("rentrée a commencé", StringComparison.Ordinal));
        await Fregata.ValidateAsync(17);
        Assert.Equal(["Rien : une inscription administrative payée existe déjà pour cette formation."], await CheckAsync());
    }

    private async Task<IReadOnlyList<string>> CheckAsync() =>
        [.. (await GetAsync("candidats/2026/17/explication"))!["voeux"]![0]!["aVerifier"]!.AsArray().Select(c => c!.GetValue<string>())];
}

public sealed class ConfigurationFregataTestsOnSqlite(PostgresServer postgres) : ConfigurationFregataTests(postgres, DatabaseEngine.Sqlite);

public sealed class ConfigurationFregataTestsOnPostgres(PostgresServer postgres) : ConfigurationFregataTests(postgres, DatabaseEngine.Postgres);
