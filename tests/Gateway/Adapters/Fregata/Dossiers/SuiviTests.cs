using System.Net;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Acces;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Configuration;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Imports;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Validations;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Dossiers;

/// <summary>Seed 002, import: "Échanges, Suivi des échanges".</summary>
public abstract class SuiviTests(PostgresServer postgres, DatabaseEngine engine) : FregataTest(postgres, engine)
{
    /// <summary>Seed 002, import: "en regardant la ligne dont la source est "Parcoursup - CandidatsAdmis"".</summary>
    [Fact]
    public async Task Every_import_is_listed_with_its_source_date_user_and_outcome()
    {
        AtParcoursup(Admis(17));
        await StartFregataAsync();
        await Fregata.As("DirectionEtablissement", "Mme Dupr%C3%A9").ImportedAsync();
        await Api.SetClockAsync(GatewayInstance.Start.AddDays(1));
        await Fregata.As(null).ImportedAsync();

        var list = await Fregata.As("AdministrateurEtablissement", "chef").ListAsync("echanges");

        Assert.Equal(2, list.Count);
        Assert.All(list, e => Assert.Equal(("Parcoursup - CandidatsAdmis", "Succes", "INFO : Réception effectuée de 1 candidat avec succès, et de son 0 responsable"),
            (Text(e!, "source"), Text(e!, "etat"), Text(e!, "message"))));
        Assert.Equal(("Mme Dupré", "DirectionEtablissement", "2026-06-10T09:00"), (Text(list[1]!, "utilisateur"), Text(list[1]!, "role"), Text(list[1]!, "date")[..16]));
        Assert.Equal(("fregata", null), (Text(list[0]!, "utilisateur"), list[0]!["role"]));
        Assert.False(list[0]!.AsObject().ContainsKey("candidats"));
        Assert.Empty(await Fregata.ListAsync("echanges?page=2"));
    }

    /// <summary>Seed 002, import: "L'icone en bout de ligne affiche le détail de l'import, ses apprenants et ses responsables" (rule G3).</summary>
    [Fact]
    public async Task The_detail_has_each_apprenant_each_guardian_and_whether_the_inscription_was_processed()
    {
        AtParcoursup(Admis(17, responsables: 2), Admis(18, responsables: 1));
        await StartFregataAsync();
        var import = await Fregata.ImportedAsync();
        await Fregata.As("GestionInscriptions", "m.durand").ProcessAsync(17);

        var detail = await Fregata.As(null).GetAsync($"echanges/{import["id"]}");

        var apprenants = detail["apprenants"]!.AsArray();
        Assert.Equal(["2026-17-8842", "2026-18-8842"], apprenants.Select(a => Text(a!, "id")));
        Assert.Equal((true, "Traite", "m.durand", "2026-06-10"),
            (apprenants[0]!["traite"]!.GetValue<bool>(), Text(apprenants[0]!, "etat"), Text(apprenants[0]!, "traitePar"), Text(apprenants[0]!, "traiteLe")[..10]));
        Assert.Equal((false, "Recu"), (apprenants[1]!["traite"]!.GetValue<bool>(), Text(apprenants[1]!, "etat")));
        Assert.Equal(["Paul", "Anne"], apprenants[0]!["responsables"]!.AsArray().Select(r => Text(r!, "prenom")));
        Assert.Equal("Lefèvre18", Text(apprenants[1]!["responsables"]![0]!, "nom"));
        Assert.False(detail.AsObject().ContainsKey("candidats"));
    }

    /// <summary>Rule G3: the import's outcome is apart from the life of its dossiers.</summary>
    [Fact]
    public async Task A_cancelled_import_takes_its_unprocessed_dossiers_with_it_and_names_those_that_stay()
    {
        AtParcoursup(Admis(17), Admis(18));
        await StartFregataAsync();
        var import = await Fregata.ImportedAsync();
        await Fregata.ProcessAsync(17);

        var cancelled = await CancelAsync(import);

        Assert.Equal("Annule", Text(cancelled, "etat"));
        Assert.Equal(["2026-17-8842"], cancelled["conserves"]!.AsArray().Select(c => c!.GetValue<string>()));
        Assert.Equal(("Traite", "Annule"), (await EtatAsync(17), await EtatAsync(18)));
        Assert.Equal("Annule", Text(Assert.Single(await Fregata.ListAsync("echanges"))!, "etat"));
        Assert.Equal("etat", Text(Line(await Fregata.ProcessAsync(18), 18), "champ"));
        // Cancelling again says the same; the next import brings it back.
        Assert.Equal(cancelled["conserves"]!.ToJsonString(), (await CancelAsync(import))["conserves"]!.ToJsonString());
        await Fregata.ImportedAsync();
        Assert.Equal(("Traite", "ATraiter"), (await EtatAsync(17), await EtatAsync(18)));
    }

    [Fact]
    public async Task What_a_later_import_holds_stays_when_the_earlier_one_is_cancelled()
    {
        AtParcoursup(Admis(17));
        await StartFregataAsync();
        var first = await Fregata.ImportedAsync();
        var second = await Fregata.ImportedAsync();

        Assert.Equal(["2026-17-8842"], (await CancelAsync(first))["conserves"]!.AsArray().Select(c => c!.GetValue<string>()));
        Assert.Equal("ATraiter", await EtatAsync(17));
        Assert.Empty((await CancelAsync(second))["conserves"]!.AsArray());
        Assert.Equal("Annule", await EtatAsync(17));
    }

    /// <summary>As long as one import that is not cancelled brought a dossier, it stays.</summary>
    [Fact]
    public async Task What_an_earlier_import_brought_stays_when_the_later_one_is_cancelled()
    {
        AtParcoursup(Admis(17));
        await StartFregataAsync();
        await Fregata.ImportedAsync();
        AtParcoursup(Admis(17), Admis(18));
        var second = await Fregata.ImportedAsync();

        var cancelled = await CancelAsync(second);

        Assert.Equal(["2026-17-8842"], cancelled["conserves"]!.AsArray().Select(c => c!.GetValue<string>()));
        Assert.Equal(("ATraiter", "Annule"), (await EtatAsync(17), await EtatAsync(18)));
        var list = await Fregata.As("AdministrateurEtablissement", "chef").ListAsync("echanges");
        Assert.Equal(("fregata", "2026-06-10"), (Text(list[0]!, "annulePar"), Text(list[0]!, "annuleLe")[..10]));
        Assert.Null(list[1]!["annuleLe"]);
    }

    [Fact]
    public async Task A_page_beyond_every_number_is_empty()
    {
        AtParcoursup(Admis(17));
        await StartFregataAsync();
        await Fregata.ImportedAsync();
        Assert.Empty(await Fregata.ListAsync("echanges?page=99999999"));
        Assert.Empty(await Fregata.ListAsync("inscriptions?page=20000000"));
    }

    /// <summary>Rule G3: the dossier's import is the import of the follow-up, on the same day even at midnight.</summary>
    [Fact]
    public async Task A_dossier_names_its_import_with_the_imports_own_date()
    {
        AtParcoursup(Admis(17));
        await StartFregataAsync();
        var import = await Fregata.ImportedAsync();
        Assert.Equal(Text(import, "date"), Text((await DossierAsync(17))["importation"]!, "date"));
    }

    /// <summary>Rule G3: what was done with a dossier that left is past when an import brings it again.</summary>
    [Fact]
    public async Task Who_comes_back_after_a_cancelled_validation_is_to_be_processed_again()
    {
        await ValidatedThenGoneAsync(17);
        await Fregata.CancelAsync(17);
        await PushAndRestAsync(Later(Admis(17)));
        AtParcoursup(Later(Admis(17)));

        var import = await Fregata.ImportedAsync();

        var dossier = import["candidats"]![0]!;
        Assert.Equal(("Recu", null, null), (Text(dossier, "etat"), dossier["traitement"], dossier["validation"]));
        var apprenant = (await Fregata.GetAsync($"echanges/{import["id"]}"))["apprenants"]![0]!;
        Assert.Equal((false, null), (apprenant["traite"]!.GetValue<bool>(), apprenant["traiteLe"]));
    }

    [Fact]
    public async Task A_failed_import_and_an_unknown_one_cannot_be_cancelled()
    {
        await StartFregataAsync();
        await SetFregataAsync(("delaiReceptionSecondes", 1));
        await Etab.FaultAtParcoursupAsync("""{"type":"503","nombre":100,"methode":"getCandidatsAdmis"}""");
        var failed = (await Fregata.ImportAsync()).Json;

        Assert.Equal(HttpStatusCode.Conflict, (await Fregata.SendAsync(HttpMethod.Delete, $"imports/{failed["id"]}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Fregata.SendAsync(HttpMethod.Delete, "imports/999")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Fregata.SendAsync(HttpMethod.Get, "imports/999")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Fregata.SendAsync(HttpMethod.Get, "echanges/999")).Status);
    }

    private static JsonObject Later(JsonObject voeu)
    {
        voeu["dateReponse"] = "02/09/2026 10:00";
        return voeu;
    }

    private async Task<JsonNode> CancelAsync(JsonNode import)
    {
        var answer = await Fregata.SendAsync(HttpMethod.Delete, $"imports/{import["id"]}");
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return answer.Json;
    }
}

public sealed class SuiviTestsOnSqlite(PostgresServer postgres) : SuiviTests(postgres, DatabaseEngine.Sqlite);

public sealed class SuiviTestsOnPostgres(PostgresServer postgres) : SuiviTests(postgres, DatabaseEngine.Postgres);
