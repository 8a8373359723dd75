using System.Text.Json.Nodes;
using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Adapters.Catalogue.Nuits;
using Parcoursup.Gateway.Adapters.Catalogue.Publications;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Catalogue;

/// <summary>What the pages of the catalogue ask: lists, counts by night, and a night that is only looked at.</summary>
public abstract class CatalogueVuTests(PostgresServer postgres, DatabaseEngine engine) : CatalogueTest(postgres, engine)
{
    [Fact]
    public async Task Formations_are_listed_by_status_academie_and_words_behind_a_key()
    {
        Done(await ImportAsync([.. Formations(5), Formation("P1", ("num_academie", "1")), Formation("P2", ("num_academie", "1"), ("intitule_long", "BTS Métiers de l'eau"), ("uai_formation", "0750001B"))]));
        await NightsAsync(Nuit1);
        Done(await PublishAsync("F001"));

        Assert.Equal(["F000", "F001"], await KeysAsync([], null, "", null, 2));
        Assert.Equal(["F002", "F003", "F004", "P1", "P2"], await KeysAsync([], null, "", "F001"));
        Assert.Equal(["F001"], await KeysAsync([StatutCatalogue.PretPourIntegration], null, ""));
        Assert.Equal(["F000", "F002", "F003", "F004"], await KeysAsync([StatutCatalogue.APublier], [14], ""));
        Assert.Equal(["P2"], await KeysAsync([], [1, 14], "eau METIERS"));
        Assert.Equal(["P2"], await KeysAsync([], null, "0750001b", null, 1));
        Assert.Empty(await KeysAsync([], [14], "metiers"));
        Assert.Empty(await KeysAsync([], [], ""));
        Assert.Equal([(1, StatutCatalogue.APublier, 2L), (14, StatutCatalogue.APublier, 4L), (14, StatutCatalogue.PretPourIntegration, 1L)],
            (await Get<ListeFormations>().ComptesAsync(Ct)).Select(c => (c.Academie!.Value, c.Statut, c.Nombre)).Order());
    }

    [Fact]
    public async Task The_statuses_of_an_academie_are_counted_night_after_night()
    {
        Done(await ImportAsync([.. Formations(5), Formation("P1", ("num_academie", "1"))]));
        await NightsAsync(Nuit1);
        Done(await PublishAsync("F001"));
        await NightsAsync(Nuit2);
        var book = Get<NuitBook>();

        Assert.Equal([(Nuit1, StatutCatalogue.APublier, 5L), (Nuit2, StatutCatalogue.APublier, 4L), (Nuit2, StatutCatalogue.PretPourIntegration, 1L)],
            (await book.ComptesAsync([14], Nuit1, Ct)).Select(c => (c.Jour, c.Statut, c.Nombre)).Order());
        Assert.Equal([(Nuit2, StatutCatalogue.APublier, 5L), (Nuit2, StatutCatalogue.PretPourIntegration, 1L)],
            (await book.ComptesAsync([14, 1], Nuit2, Ct)).Select(c => (c.Jour, c.Statut, c.Nombre)).Order());
    }

    [Fact]
    public async Task A_night_that_is_only_looked_at_says_what_its_confirmation_does_and_changes_nothing()
    {
        Done(await ImportAsync(Formations(20)));
        await NightsAsync(Nuit1);
        Assert.Equal(Issue.Retenu, (await ImportAsync(Formations(9))).Code);
        Assert.Equal(Issue.Retenu, (await NightAsync(Nuit2)).Code);
        var before = await DumpAsync();
        var (audited, nights) = (await CountAsync("audit"), await CountAsync("catalogue_nuit"));

        // Whoever writes meanwhile keeps nobody from looking.
        var writing = await Get<Database>().WriteAsync(Ct);
        await Get<FormationBook>().LockAsync(writing, Ct);
        var seen = Json(Done(await Get<NuitService>().PrevoirAsync(Nuit2, Ct).WaitAsync(Poll.Patience, Ct)));
        Done(await Get<RestaurationService>().RestaurerAsync(Nuit1, null, Ct).WaitAsync(Poll.Patience, Ct));
        await writing.DisposeAsync();

        Assert.Equal(11, seen["changements"]!.AsArray().Sum(c => c!["nombre"]!.GetValue<int>()));
        Assert.Equal((before, audited, nights), (await DumpAsync(), await CountAsync("audit"), await CountAsync("catalogue_nuit")));
        Assert.Equal(nameof(EtatNuit.Retenue), (await Get<NuitBook>().LastAsync(Ct))!.Etat);
        var done = Json(Done(await NightAsync(Nuit2, "Camille")));
        Assert.Equal(seen["changements"]!.ToJsonString(), done["changements"]!.ToJsonString());
    }

    /// <summary>Also what the night does first: formations that leave, come, replace one another, and were acted on.</summary>
    [Fact]
    public async Task What_is_foreseen_is_what_is_done_to_the_last_word()
    {
        Done(await ImportAsync([.. Formations(20), Formation("P", ("annee", "2"))]));
        await NightsAsync(Nuit1);
        Done(await PublishAsync("F001"));
        Done(await PublishAsync("F002"));
        Assert.Equal(Issue.Retenu, (await ImportAsync(
        [
            .. Formations(9).Skip(2), Formation("N", ("cle_me_remplace", new JsonArray("F001"))), Formation("M", ("cle_me_remplace", new JsonArray("N", "X"))),
            Formation("P", ("annee", "1")), Formation("Z"),
        ])).Code);
        Assert.Equal(Issue.Retenu, (await NightAsync(Nuit2)).Code);

        var seen = Json(Done(await Get<NuitService>().PrevoirAsync(Nuit2, Ct)));

        Assert.Equal(seen.ToJsonString(), Json(Done(await NightAsync(Nuit2, "Camille"))).ToJsonString());
        // And once it is over there is nothing more to be foreseen.
        Assert.Empty(Json(Done(await Get<NuitService>().PrevoirAsync(Nuit2, Ct)))["changements"]!.AsArray());
    }

    private async Task<IReadOnlyList<string>> KeysAsync(StatutCatalogue[] statuts, int[]? academies, string words, string? apres = null, int count = 50) =>
        [.. (await Get<ListeFormations>().SuiteAsync(new FiltreFormations(statuts, academies, FiltreFormations.LireMots(words)), apres, count, Ct)).Select(f => f.Row.Cle)];

    private Task<long> CountAsync(string table) => Get<Database>().ScalarAsync<long>($"SELECT COUNT(*) FROM {table}", null, Ct)!;
}

public sealed class CatalogueVuTestsOnSqlite(PostgresServer postgres) : CatalogueVuTests(postgres, DatabaseEngine.Sqlite);

public sealed class CatalogueVuTestsOnPostgres(PostgresServer postgres) : CatalogueVuTests(postgres, DatabaseEngine.Postgres);
