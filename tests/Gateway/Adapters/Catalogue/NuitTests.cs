using System.Text.Json.Nodes;
using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Adapters.Catalogue.Imports;
using Parcoursup.Gateway.Adapters.Catalogue.Nuits;
using Parcoursup.Gateway.Adapters.Catalogue.Publications;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Catalogue;

/// <summary>Nights on both databases: statuses, history, and the broken feeds of February 2026.</summary>
public abstract class NuitTests(PostgresServer postgres, DatabaseEngine engine) : CatalogueTest(postgres, engine)
{
    [Fact]
    public async Task A_night_gives_each_formation_its_status_and_one_entry_in_its_history()
    {
        await ImportAsync(Formation("A"), Formation("B", ("cfd_outdated", true)), Formation("C", ("num_academie", "01")));

        var night = Json(Done(await NightAsync(Nuit1)));

        Assert.Equal(2, night["compte"]!["à publier"]!.GetValue<int>());
        Assert.Equal(1, night["compte"]!["non publiable en l'état"]!.GetValue<int>());
        Assert.Equal("""[{"de":"non publiable en l'état","vers":"à publier","nombre":2}]""", Issue.Faite(night["changements"]!).Texte());
        var told = await StatutAsync("A");
        Assert.Equal("2026-02-12", told["last_statut_update_date"]!.GetValue<string>());
        var entry = Assert.Single(told["parcoursup_statut_history"]!.AsArray())!;
        Assert.Equal(("2026-02-12", "à publier"), (entry["date"]!.GetValue<string>(), entry["parcoursup_statut"]!.GetValue<string>()));
        Assert.Equal("r1", told["explication"]!["retenue"]!.GetValue<string>());
        Assert.Equal("certification", (await StatutAsync("B"))["explication"]!["exclusions"]![0]!["critere"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_same_night_twice_changes_nothing()
    {
        await ImportAsync([.. Formations(50), Formation("N", ("cle_me_remplace", new JsonArray("F001")))]);
        await NightsAsync(Nuit1);
        await PublishAsync("F002");
        await NightsAsync(Nuit2);
        var before = await DumpAsync();

        var again = Json(Done(await NightAsync(Nuit2)));

        Assert.Empty(again["changements"]!.AsArray());
        Assert.Equal(before, await DumpAsync());
    }

    [Fact]
    public async Task Dates_move_only_with_the_status_and_each_night_has_its_entry()
    {
        await ImportAsync(Formation("A"));
        await NightsAsync(Nuit1, Nuit2, Nuit2.AddDays(1));

        var told = await StatutAsync("A");

        Assert.Equal("2026-02-12", told["last_statut_update_date"]!.GetValue<string>());
        Assert.Equal(3, told["parcoursup_statut_history"]!.AsArray().Count);
        Assert.Equal("non publiable en l'état", told["parcoursup_previous_statut"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_history_keeps_365_nights()
    {
        await ImportAsync(Formation("A"));
        for (var day = 0; day < 370; day++) Done(await NightAsync(Nuit1.AddDays(day)));

        var history = (await StatutAsync("A"))["parcoursup_statut_history"]!.AsArray();

        Assert.Equal(365, history.Count);
        Assert.Equal("2026-02-17", history[0]!["date"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_shrunken_feed_is_held_and_the_instructors_requests_survive_it_even_when_it_is_confirmed()
    {
        await ImportAsync(Formations(40));
        await NightsAsync(Nuit1);
        Done(await PublishAsync("F039"));
        Done(await WithdrawAsync("F038", "fermeture"));
        var before = await DumpAsync();

        Assert.Equal(Issue.Retenu, (await ImportAsync(Formations(30))).Code);
        var held = await NightAsync(Nuit2);

        Assert.Equal(Issue.Retenu, held.Code);
        Assert.False(Json(held)["appliquee"]!.GetValue<bool>());
        Assert.Contains("30", Json(held)["cause"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(before, await DumpAsync());

        var confirmed = Json(Done(await NightAsync(Nuit2, "Chef")));
        Assert.Equal("F039", Assert.Single(confirmed["alertes"]!.AsArray())!["cle"]!.GetValue<string>());
        Assert.Equal("prêt pour intégration", await StatutOfAsync("F039"));
        Assert.Equal("non publié", await StatutOfAsync("F038"));
        Assert.Equal("non publiable en l'état", await StatutOfAsync("F037"));
        await NightsAsync(Nuit2.AddDays(1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ce n'est pas un flux")]
    [InlineData("intitule;niveau\nx;y")]
    [InlineData("{\"cle_ministere_educatif\":")]
    public async Task An_empty_or_broken_feed_changes_nothing_and_holds_the_night_until_a_whole_one_comes(string feed)
    {
        await ImportAsync(Formations(10));
        await NightsAsync(Nuit1);
        var before = await DumpAsync();

        Assert.Equal(Issue.Refuse, (await ImportAsync(feed)).Code);
        Assert.Equal(Issue.Retenu, (await NightAsync(Nuit2)).Code);
        Assert.Equal(before, await DumpAsync());

        Done(await ImportAsync(Formations(10)));
        await NightsAsync(Nuit2);
    }

    [Fact]
    public async Task A_column_that_became_empty_holds_the_night()
    {
        await ImportAsync(Formations(10));
        await NightsAsync(Nuit1);

        var import = await ImportAsync([.. Enumerable.Range(0, 10).Select(i => Formation($"F{i:000}", ("cfd", null)))]);

        Assert.Equal(Issue.Retenu, import.Code);
        Assert.Contains("cfd", Json(await NightAsync(Nuit2))["cause"]!.GetValue<string>(), StringComparison.Ordinal);
        Done(await ImportAsync(Formations(10)));
        await NightsAsync(Nuit2);
    }

    [Fact]
    public async Task An_import_that_was_killed_holds_the_night()
    {
        await ImportAsync(Formations(3));
        await Get<ImportBook>().BeginAsync("interrompu", Ct);

        Assert.Equal(Issue.Retenu, (await NightAsync(Nuit1)).Code);
        Done(await NightAsync(Nuit1, "Chef"));
    }

    [Fact]
    public async Task A_night_that_was_interrupted_anywhere_equals_one_that_was_not()
    {
        await ImportAsync(Formations(400));
        await NightsAsync(Nuit1);
        await ImportAsync([.. Enumerable.Range(0, 400).Select(i => Formation($"F{i:000}", ("annee", i % 3 == 0 ? "2" : "1"), ("cle_me_remplace",
            i == 7 ? new JsonArray("F008") : null)))]);
        var before = await DumpAsync();
        for (var delay = 0; delay < 40; delay += 4)
        {
            using var cut = new CancellationTokenSource(TimeSpan.FromMilliseconds(delay));
            try
            {
                await Get<NuitService>().ExecuterAsync(Nuit2, null, "test", cut.Token);
                break;
            }
            catch (Exception cancelled) when (cut.IsCancellationRequested && cancelled is not Xunit.Sdk.XunitException)
            {
                Assert.Equal(before, await DumpAsync());
            }
        }

        Done(await NightAsync(Nuit2));
        var interrupted = await DumpAsync();
        Done(await NightAsync(Nuit2));
        Assert.Equal(interrupted, await DumpAsync());
        Assert.Equal("non publiable en l'état", await StatutOfAsync("F003"));
    }

    [Fact]
    public async Task A_formation_that_replaces_another_inherits_its_status_id_history_and_author_once()
    {
        var published = Formation("A", ("parcoursup_statut", "publié"), ("parcoursup_id", "4242"), ("demandeur", "Marie"));
        await TakeOverAsync(published, Formation("B"));
        await NightsAsync(Nuit1);

        await ImportAsync(Formation("A"), Formation("B"), Formation("N", ("cle_me_remplace", new JsonArray("A"))));
        await NightsAsync(Nuit2);

        var told = await StatutAsync("N");
        Assert.Equal(("publié", "4242", "Marie"), (told["parcoursup_statut"]!.GetValue<string>(), told["parcoursup_id"]!.GetValue<string>(),
            told["demandeur"]!.GetValue<string>()));
        Assert.Equal(["publié", "publié"], told["parcoursup_statut_history"]!.AsArray().Select(e => e!["parcoursup_statut"]!.GetValue<string>()));
        Assert.Null((await StatutAsync("A"))["parcoursup_id"]);
        Assert.Equal("non publiable en l'état", await StatutOfAsync("A"));
        Assert.Equal("remplacement", (await StatutAsync("A"))["explication"]!["exclusions"]![0]!["critere"]!.GetValue<string>());

        Done(await WithdrawAsync("N", "fermeture"));
        await ImportAsync(Formation("A"), Formation("B"), Formation("N", ("cle_me_remplace", new JsonArray("A", "B"))));
        await NightsAsync(Nuit2.AddDays(1));
        Assert.Equal("non publié", await StatutOfAsync("N"));
    }

    [Fact]
    public async Task What_an_import_does_not_name_any_more_leaves_the_scope_and_keeps_its_history()
    {
        await ImportAsync(Formations(40));
        await NightsAsync(Nuit1);
        Done(await ImportAsync(Formations(39)));
        await NightsAsync(Nuit2);

        var told = await StatutAsync("F039");

        Assert.Equal("non publiable en l'état", told["parcoursup_statut"]!.GetValue<string>());
        Assert.Equal(2, told["parcoursup_statut_history"]!.AsArray().Count);
        Assert.Equal("flux", told["explication"]!["exclusions"]![0]!["critere"]!.GetValue<string>());
    }

    [Fact]
    public async Task Variations_are_told_by_academie()
    {
        await ImportAsync(Formation("A"), Formation("B"), Formation("C", ("num_academie", "01")));
        await NightsAsync(Nuit1);
        await RulesAsync(Rule(statut: "à publier (soumis à validation Recteur)"));

        var academies = Json(Done(await NightAsync(Nuit2)))["academies"]!.AsArray();

        Assert.Equal([("1", 1), ("14", 2)], academies.Select(a => (a!["academie"]!.GetValue<string>(), a["changements"]![0]!["nombre"]!.GetValue<int>())));
    }

    [Fact]
    public async Task A_restoration_is_tried_first_then_written_as_new_entries_with_its_author()
    {
        await ImportAsync(Formations(3));
        await NightsAsync(Nuit1);
        Done(await PublishAsync("F001"));
        await NightsAsync(Nuit2);
        // What a migration script once did.
        await TakeOverAsync([.. Formations(3).Select(f => { f["parcoursup_statut"] = "hors périmètre"; return f; })]);
        var before = await DumpAsync();
        var service = Get<RestaurationService>();

        var trial = Json(Done(await service.RestaurerAsync(Nuit2, null, Ct)));
        Assert.Equal(before, await DumpAsync());
        Assert.Equal(3, trial["changements"]!.AsArray().Count);
        Assert.Contains("""{"cle":"F001","de":"non publiable en l'état","vers":"prêt pour intégration"}""", Issue.Faite(trial).Texte(), StringComparison.Ordinal);

        Done(await service.RestaurerAsync(Nuit2, "Chef", Ct));
        Assert.Equal("prêt pour intégration", await StatutOfAsync("F001"));
        var history = (await StatutAsync("F001"))["parcoursup_statut_history"]!.AsArray();
        Assert.Equal(3, history.Count);
        Assert.Equal("Chef", history[^1]!["auteur"]!.GetValue<string>());
        Assert.Equal(["à publier", "prêt pour intégration"], history.Take(2).Select(e => e!["parcoursup_statut"]!.GetValue<string>()));
        Assert.Empty(Json(Done(await service.RestaurerAsync(Nuit2, null, Ct)))["changements"]!.AsArray());
        Assert.Equal(Issue.Refuse, (await service.RestaurerAsync(Nuit1.AddYears(-1), null, Ct)).Code);
    }

    [Fact]
    public async Task A_planned_night_runs_once_and_only_while_a_campaign_is_open()
    {
        await ImportAsync(Formation("A"));
        var (database, book) = (Get<Database>(), Get<NuitBook>());
        await database.WriteAsync(session => book.RequestAsync(session, Nuit1, "planification", Ct), Ct);
        await database.WriteAsync(session => book.RequestAsync(session, Nuit1, "planification", Ct), Ct);

        var asked = await book.NextAsync(Ct);
        Done(await Get<NuitService>().ExecuterAsync(asked!.Jour, null, asked.Par, Ct));

        Assert.Null(await book.NextAsync(Ct));
        Assert.Equal(nameof(EtatNuit.Terminee), Assert.Single(await book.ListAsync(Ct)).Etat);
    }
}

public sealed class NuitTestsOnSqlite(PostgresServer postgres) : NuitTests(postgres, DatabaseEngine.Sqlite);

public sealed class NuitTestsOnPostgres(PostgresServer postgres) : NuitTests(postgres, DatabaseEngine.Postgres);
