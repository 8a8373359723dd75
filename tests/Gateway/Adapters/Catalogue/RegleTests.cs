using System.Text;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Adapters.Catalogue.Regles;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Catalogue;

/// <summary>The document of rules, its versions and the académies' decisions, on both databases.</summary>
public abstract class RegleTests(PostgresServer postgres, DatabaseEngine engine) : CatalogueTest(postgres, engine)
{
    private const string Recteur = "à publier (soumis à validation Recteur)";

    [Fact]
    public async Task Academies_that_decide_at_once_never_overwrite_each_other()
    {
        await RulesAsync(Rule(statut: Recteur));
        int[] academies = [1, 2, 3, 4, 6, 7, 8, 9, 10, 14];

        var ends = await Task.WhenAll(academies.Select(a => Task.Run(() => DecideAsync("r1", $"{a}", "à publier", "instructeur", $"{a}"))));

        Assert.All(ends, end => Done(end));
        Assert.Equal(academies, (await Get<RegleBook>().ListAsync(Ct))[0].StatutsAcademies.Keys.Order());
    }

    [Fact]
    public async Task A_document_that_is_wrong_anywhere_changes_no_rule_and_names_the_place()
    {
        var before = await DumpAsync();
        var wrong = Rule("r2");
        wrong["niveau"] = "8 (Doctorat)";

        var refused = await RulesAsync(Rule("r1", "à publier (sous condition habilitation)"), wrong);

        Assert.Equal(Issue.Refuse, refused.Code);
        var said = Assert.Single(Json(refused)["refusees"]!.AsArray())!;
        Assert.Equal(("r2", "niveau"), (said["regle"]!.GetValue<string>(), said["champ"]!.GetValue<string>()));
        Assert.Equal(before, await DumpAsync());
    }

    [Fact]
    public async Task What_is_exported_comes_in_again_and_every_change_has_its_author()
    {
        await RulesAsync(Rule(statut: Recteur), Rule("r2"));
        Done(await DecideAsync("r1", "14", "à publier", "instructeur", "14"));
        var export = Done(await Get<RegleService>().ExporterAsync(Ct)).Texte();

        var again = Json(Done(await Get<RegleService>().ImporterAsync(Encoding.UTF8.GetBytes(export), "autre", Ct)));

        Assert.Equal((0, 0, 0), (again["nouvelles"]!.GetValue<int>(), again["modifiees"]!.GetValue<int>(), again["retirees"]!.GetValue<int>()));
        Assert.Equal(export, (await Get<RegleService>().ExporterAsync(Ct)).Texte());
        Assert.Contains("\"statut_academies\":{\"14\":\"à publier\"}", export, StringComparison.Ordinal);
        var history = Json(await Get<RegleService>().HistoriqueAsync("r1", Ct))["historique"]!.AsArray();
        Assert.Equal(["MOSS", "MOSS", "N"], history.Select(h => h!["auteur"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_document_that_does_not_speak_of_the_academies_leaves_their_decisions()
    {
        await RulesAsync(Rule(statut: Recteur));
        Done(await DecideAsync("r1", "14", "à publier", "instructeur", "14"));

        await RulesAsync(Rule(statut: Recteur, condition: new JsonObject
        {
            ["combinateur"] = "ET", ["criteres"] = new JsonArray(new JsonObject { ["champ"] = "cfd", ["operateur"] = "contient", ["valeur"] = "3" }),
        }));

        Assert.Equal(StatutCatalogue.APublier, (await Get<RegleBook>().ListAsync(Ct))[0].StatutsAcademies[14]);
        await RulesAsync(Rule(statut: "à publier"));
        Assert.Empty((await Get<RegleBook>().ListAsync(Ct))[0].StatutsAcademies);
    }

    [Fact]
    public async Task Trying_rules_tells_what_would_change_and_changes_nothing()
    {
        await ImportAsync(Formation("A"), Formation("B", ("cfd", "9")), Formation("C", ("num_academie", "1")));
        await NightsAsync(Nuit1);
        var before = await DumpAsync();
        var tried = new JsonArray(Rule(condition: new JsonObject
        {
            ["combinateur"] = "ET", ["criteres"] = new JsonArray(new JsonObject { ["champ"] = "cfd", ["operateur"] = "égal à", ["valeur"] = "9" }),
        }));

        var told = Json(Done(await Get<RegleService>().SimulerAsync(Encoding.UTF8.GetBytes(tried.ToJsonString()), Ct)));

        Assert.Equal(["A", "C"], told["changements"]!.AsArray().Select(c => c!["cle"]!.GetValue<string>()));
        Assert.Equal(2, Assert.Single(told["resume"]!.AsArray())!["nombre"]!.GetValue<int>());
        Assert.Equal(2, told["academies"]!.AsArray().Count);
        Assert.Equal(before, await DumpAsync());
    }

    [Theory]
    [InlineData("r1", "1", "à publier", "instructeur", "14")]
    [InlineData("r1", "14", "publié", "moss", "-1")]
    [InlineData("r1", "99", "à publier", "moss", "-1")]
    [InlineData("r1", "14", "à publier", "lecture", "14")]
    [InlineData("r1", "national", "à publier", "instructeur", "-1")]
    [InlineData("inconnue", "14", "à publier", "moss", "-1")]
    public async Task What_nobody_may_decide_is_refused(string rule, string academie, string status, string role, string academies)
    {
        await RulesAsync(Rule(statut: Recteur));

        Assert.Equal(Issue.Refuse, (await DecideAsync(rule, academie, status, role, academies)).Code);
    }

    [Fact]
    public async Task The_national_status_is_the_MOSS_s()
    {
        await RulesAsync(Rule(statut: Recteur));

        Done(await DecideAsync("r1", "national", "à publier (sous condition habilitation)", "moss", "-1"));

        Assert.Equal(StatutCatalogue.APublierHabilitation, (await Get<RegleBook>().ListAsync(Ct))[0].Statut);
    }

    private Task<Issue> DecideAsync(string rule, string academie, string status, string role, string academies) =>
        Get<RegleService>().DeciderAsync(rule, academie, status, Acteur.Lire("N", role, academies, out _)!, Ct);
}

public sealed class RegleTestsOnSqlite(PostgresServer postgres) : RegleTests(postgres, DatabaseEngine.Sqlite);

public sealed class RegleTestsOnPostgres(PostgresServer postgres) : RegleTests(postgres, DatabaseEngine.Postgres);
