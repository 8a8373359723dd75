using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Adapters.Catalogue.Publications;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Catalogue;

/// <summary>What instructors do, on both databases (rule H3).</summary>
public abstract class ActionTests(PostgresServer postgres, DatabaseEngine engine) : CatalogueTest(postgres, engine)
{
    [Fact]
    public async Task A_request_stays_through_the_nights_and_the_history_names_its_author()
    {
        await ImportAsync(Formation("A"));
        await NightsAsync(Nuit1);

        var acted = Json(Done(await PublishAsync("A", "1,014")));
        await NightsAsync(Nuit2, Nuit2.AddDays(1));

        Assert.Equal(("à publier", "prêt pour intégration"), (acted["de"]!.GetValue<string>(), acted["vers"]!.GetValue<string>()));
        var told = await StatutAsync("A");
        Assert.Equal("prêt pour intégration", told["parcoursup_statut"]!.GetValue<string>());
        Assert.Equal([null, "Marie", null], told["parcoursup_statut_history"]!.AsArray().Select(e => e!["auteur"]?.GetValue<string>()));
    }

    [Fact]
    public async Task What_is_withdrawn_with_its_reason_never_moves_by_itself()
    {
        await ImportAsync(Formation("A"));
        await NightsAsync(Nuit1);
        Assert.Equal(Issue.Refuse, (await WithdrawAsync("A", " ")).Code);

        Done(await WithdrawAsync("A", "effectif complet"));
        await ImportAsync(Formation("A", ("intitule_long", "BTS AUTRE")));
        await NightsAsync(Nuit2, Nuit2.AddDays(1));

        var told = await StatutAsync("A");
        Assert.Equal(("non publié", "effectif complet"), (told["parcoursup_statut"]!.GetValue<string>(), told["parcoursup_raison_depublication"]!.GetValue<string>()));
        Done(await PublishAsync("A"));
        Assert.Equal("prêt pour intégration", await StatutOfAsync("A"));
    }

    [Fact]
    public async Task An_instructor_of_another_academie_changes_nothing()
    {
        await ImportAsync(Formation("A"));
        await NightsAsync(Nuit1);
        var before = await DumpAsync();

        Assert.Equal(Issue.Refuse, (await PublishAsync("A", "1")).Code);
        Assert.Equal(Issue.Refuse, (await PublishAsync("inconnue")).Code);

        Assert.Equal(before, await DumpAsync());
    }

    [Fact]
    public async Task The_charge_is_the_body_that_would_be_posted()
    {
        await ImportAsync(Formation("A", ("cfd_entree", "32000001"), ("rncp_code", "RNCP35185")));
        await NightsAsync(Nuit1);
        Done(await PublishAsync("A"));

        Assert.Equal(
            """{"g_ta_cod":null,"user":"Marie","rncp":[35185],"cfd":"32000001","uai":"0350001A","rco":"A","mef":""}""",
            System.Text.Encoding.UTF8.GetString((await Get<Consultation>().ChargeAsync("A", null, Ct))!));
    }
}

public sealed class ActionTestsOnSqlite(PostgresServer postgres) : ActionTests(postgres, DatabaseEngine.Sqlite);

public sealed class ActionTestsOnPostgres(PostgresServer postgres) : ActionTests(postgres, DatabaseEngine.Postgres);
