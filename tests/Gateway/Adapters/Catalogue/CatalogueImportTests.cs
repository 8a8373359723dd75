using System.Text.Json.Nodes;
using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Adapters.Catalogue.Imports;
using Parcoursup.Gateway.Adapters.Catalogue.Publications;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Catalogue;

/// <summary>The feed and the MEF list, on both databases.</summary>
public abstract class CatalogueImportTests(PostgresServer postgres, DatabaseEngine engine) : CatalogueTest(postgres, engine)
{
    private const string Csv =
        """
        published;cle_ministere_educatif;catalogue_published;niveau;diplome;cfd;annee;num_academie;uai_formation;date_debut;bcn_mefs_10;rncp_details
        true;A;true;5 (BTS, DEUST...);BTS;32025515;1;14;0350001A;"[""2026-08-31T22:00:00.000Z""]";"[{""mef10"":""3112100000""}]";"{""nsf_code"":""255""}"
        false;B;true;5 (BTS, DEUST...);BTS;;1;01;0350001A;;;
        """;

    [Fact]
    public async Task CSV_and_JSON_lines_say_the_same_whatever_the_order_of_rows_and_columns()
    {
        await ImportAsync(Csv);
        var csv = await DumpAsync("id", "maj_le", "formation");
        var lines = new[]
        {
            """{"cle_ministere_educatif":"B","num_academie":"01","niveau":"5 (BTS, DEUST...)","diplome":"BTS","published":false,"catalogue_published":true,"annee":1,"uai_formation":"0350001A"}""",
            """{"bcn_mefs_10":[{"mef10":"3112100000"}],"rncp_details":{"nsf_code":"255"},"date_debut":["2026-08-31T22:00:00.000Z"],"cfd":"32025515","annee":"1","num_academie":"14","uai_formation":"0350001A","niveau":"5 (BTS, DEUST...)","diplome":"BTS","catalogue_published":true,"published":true,"cle_ministere_educatif":"A"}""",
        };

        Done(await ImportAsync(string.Join("\r\n", lines)));

        Assert.Equal(csv, await DumpAsync("id", "maj_le", "formation"));
        Assert.Equal("255", (await StatutAsync("A"))["rncp_details"]!["nsf_code"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_bad_line_is_named_and_left_out_and_its_formation_keeps_what_it_had()
    {
        await ImportAsync(Formations(40));
        await NightsAsync(Nuit1);
        var lines = Formations(40).Select(f => f.ToJsonString()).ToList();
        lines[3] = lines[3].Replace("2028-08-30T22:00:00.000Z", "31/02/2028", StringComparison.Ordinal);
        lines.Insert(10, "{\"cle_ministere_educatif\": \"F0");

        var import = Json(Done(await ImportAsync(string.Join('\n', lines))));

        Assert.Equal((41, 39), (import["lignes"]!.GetValue<int>(), import["acceptees"]!.GetValue<int>()));
        var refused = import["refusees"]!.AsArray();
        Assert.Equal([4, 11], refused.Select(r => r!["ligne"]!.GetValue<int>()));
        Assert.Equal(("F003", "cfd_date_fermeture"), (refused[0]!["cle"]!.GetValue<string>(), refused[0]!["champ"]!.GetValue<string>()));
        Assert.Contains("31/02/2028", refused[0]!["motif"]!.GetValue<string>(), StringComparison.Ordinal);
        await NightsAsync(Nuit2);
        Assert.Equal("à publier", await StatutOfAsync("F003"));
    }

    [Theory]
    [InlineData("published", "peut-être")]
    [InlineData("date_debut", "[\"demain\"]")]
    [InlineData("rncp_details", "{nsf")]
    [InlineData("bcn_mefs_10", "[{\"mef\":1}]")]
    public async Task What_cannot_be_read_is_refused_with_its_column(string column, string value)
    {
        var import = Json(await ImportAsync($"cle_ministere_educatif;{column}\nA;\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\nB;"));

        Assert.Equal(column, Assert.Single(import["refusees"]!.AsArray())!["champ"]!.GetValue<string>());
        Assert.Equal(1, import["acceptees"]!.GetValue<int>());
    }

    [Fact]
    public async Task Two_lines_of_one_key_that_differ_are_both_left_out_whatever_their_order()
    {
        var (one, other) = (Formation("F001"), Formation("F001", ("annee", "2")));

        var import = Json(Done(await ImportAsync([one, .. Formations(1), other])));

        Assert.Equal(1, import["acceptees"]!.GetValue<int>());
        Assert.Equal([1, 3], import["refusees"]!.AsArray().Select(r => r!["ligne"]!.GetValue<int>()).Order());
        Assert.Equal(Issue.Refuse, (await Get<Consultation>().StatutAsync("F001", null, Ct)).Code);
    }

    [Fact]
    public async Task The_statuses_are_taken_over_only_when_that_is_asked_for()
    {
        var formation = Formation("A", ("parcoursup_statut", "en attente de publication"), ("parcoursup_id", "7"), ("parcoursup_statut_history",
            new JsonArray(new JsonObject { ["date"] = "2026-01-31T23:00:00.000Z", ["parcoursup_statut"] = "hors périmètre" },
                new JsonObject { ["date"] = "2026-02-02", ["parcoursup_statut"] = "à publier" })));
        await ImportAsync(formation.DeepClone().AsObject());
        Assert.Equal("non publiable en l'état", await StatutOfAsync("A"));

        Done(await TakeOverAsync(formation));

        var told = await StatutAsync("A");
        Assert.Equal(("prêt pour intégration", "7"), (told["parcoursup_statut"]!.GetValue<string>(), told["parcoursup_id"]!.GetValue<string>()));
        Assert.Equal(["2026-02-01 non publiable en l'état", "2026-02-02 à publier"], told["parcoursup_statut_history"]!.AsArray()
            .Select(e => $"{e!["date"]} {e["parcoursup_statut"]}"));
        Done(await ImportAsync(Formation("A")));
        Assert.Equal("prêt pour intégration", await StatutOfAsync("A"));
    }

    [Fact]
    public async Task A_named_person_has_a_held_import_applied()
    {
        await ImportAsync(Formations(40));

        Assert.Equal(Issue.Retenu, (await ImportAsync(Formations(20))).Code);
        Done(await ImportAsync(string.Join('\n', Formations(20).Select(f => f.ToJsonString())), confirmedBy: "Chef"));

        Assert.Equal(Issue.Fait, (await NightAsync(Nuit1)).Code);
        Assert.False((await StatutAsync("F039"))["presente"]!.GetValue<bool>());
    }

    [Fact]
    public async Task The_MEF_list_is_replaced_whole_or_stays()
    {
        await ImportAsync(Formation("A", ("bcn_mefs_10", new JsonArray(new JsonObject { ["mef10"] = "3112100000" }, new JsonObject { ["mef10"] = "3112100001" }))));
        Assert.Equal("", await MefAsync());

        var import = Json(Done(await MefsAsync("mef10\n3112100001\n311210\n")));
        Assert.Equal(3, Assert.Single(import["refusees"]!.AsArray())!["ligne"]!.GetValue<int>());
        Assert.Equal("3112100001", await MefAsync());

        Assert.Equal(Issue.Refuse, (await MefsAsync("mef10\n")).Code);
        Assert.Equal(Issue.Refuse, (await MefsAsync("mef\n3112100000\n")).Code);
        Assert.Equal("3112100001", await MefAsync());
        Done(await MefsAsync("mef10\n3112100000\n3112100001\n"));
        Assert.Equal("", await MefAsync());
    }

    private Task<Issue> MefsAsync(string text) => Get<MefService>().ImporterAsync(System.Text.Encoding.UTF8.GetBytes(text), Ct);

    private async Task<string> MefAsync() => JsonNode.Parse((await Get<Consultation>().ChargeAsync("A", null, Ct))!)!["mef"]!.GetValue<string>();
}

public sealed class CatalogueImportTestsOnSqlite(PostgresServer postgres) : CatalogueImportTests(postgres, DatabaseEngine.Sqlite);

public sealed class CatalogueImportTestsOnPostgres(PostgresServer postgres) : CatalogueImportTests(postgres, DatabaseEngine.Postgres);
