using System.Net;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Acces;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Configuration;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Dossiers;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Validations;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Imports;

/// <summary>Seed 002, import, "Si la récupération des admis est un échec": it is told, changes nothing and can be asked again.</summary>
public abstract class FailedImportTests(PostgresServer postgres, DatabaseEngine engine) : FregataTest(postgres, engine)
{
    /// <summary>Seed 002, import: the message of a failure, word by word.</summary>
    [Fact]
    public async Task A_Parcoursup_that_does_not_answer_is_Read_timed_out()
    {
        AtParcoursup(Admis(17));
        await StartFregataAsync();
        await SetFregataAsync(("delaiReceptionSecondes", 1));
        await Etab.FaultAtParcoursupAsync("""{"type":"lenteur","millisecondes":30000,"nombre":20,"methode":"getCandidatsAdmis"}""");

        var failed = await FailAsync();

        Assert.Equal("ERREUR : Réception des candidats impossible : Read timed out", Text(failed, "message"));
    }

    [Fact]
    public async Task Attempts_that_each_time_out_are_Read_timed_out_too()
    {
        AtParcoursup(Admis(17));
        await StartFregataAsync();
        await SetFregataAsync(("delaiReceptionSecondes", 3));
        Etab.Document["parcoursup"]!["delaiSecondes"] = 1;
        await Etab.SaveAsync(Gateway);
        await Etab.FaultAtParcoursupAsync("""{"type":"lenteur","millisecondes":30000,"nombre":20,"methode":"getCandidatsAdmis"}""");

        Assert.Equal("ERREUR : Réception des candidats impossible : Read timed out", Text(await FailAsync(), "message"));
    }

    [Theory]
    [InlineData("503")]
    [InlineData("coupure")]
    public async Task Another_failure_stands_in_the_same_form_with_its_cause(string panne)
    {
        AtParcoursup(Admis(17));
        await StartFregataAsync();
        // It ends with the last attempt, long before the delay.
        await SetFregataAsync(("delaiReceptionSecondes", 600));
        await Etab.FaultAtParcoursupAsync($$"""{"type":"{{panne}}","nombre":100,"methode":"getCandidatsAdmis"}""");

        var message = Text(await FailAsync(), "message");

        Assert.StartsWith("ERREUR : Réception des candidats impossible : ", message, StringComparison.Ordinal);
        Assert.DoesNotContain("Read timed out", message, StringComparison.Ordinal);
        Assert.EndsWith(" Recommencer l'import dans quelques minutes.", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_credentials_are_told_without_waiting_for_the_end_of_the_delay()
    {
        AtParcoursup(Admis(17));
        Etab.Document["parcoursup"]!["motDePasse"] = "faux";
        Etab.Document["fregata"]!["delaiReceptionSecondes"] = 600;
        await StartFregataAsync();

        Assert.Contains("identifiants", Text(await FailAsync(), "message"), StringComparison.Ordinal);
    }

    /// <summary>Seed 002, import: "Recommencer plus tard".</summary>
    [Fact]
    public async Task A_failed_import_changes_nothing_and_can_be_asked_again()
    {
        AtParcoursup(Admis(17));
        await StartFregataAsync("--Reconciliation:DelaiInitialMillisecondes=20", "--Reconciliation:DelaiMaximalSecondes=600");
        await Fregata.ImportedAsync();
        var before = (await Fregata.ListAsync("inscriptions")).ToJsonString();
        var changed = Admis(17);
        changed["mail"] = "nouveau@example.org";
        AtParcoursup(changed, Admis(18));
        await SetFregataAsync(("delaiReceptionSecondes", 1));
        await Etab.FaultAtParcoursupAsync("""{"type":"503","nombre":1000,"methode":"getCandidatsAdmis"}""");

        await FailAsync();

        Assert.Equal(before, (await Fregata.ListAsync("inscriptions")).ToJsonString());
        await Etab.ClearFaultsAsync();
        await SetFregataAsync(("delaiReceptionSecondes", 20));
        // The pull that failed rests for a long time by now: asking again does not wait for it.
        // What was on its way when Parcoursup was mended may fail once more.
        var imported = await Poll.UntilAsync(() => Fregata.ImportAsync(), answer => answer.Status == System.Net.HttpStatusCode.OK);
        Assert.Equal(2, Number(imported.Json, "nombreCandidats"));
        var outcomes = (await Fregata.ListAsync("echanges")).Select(e => Text(e!, "etat")).ToList();
        Assert.Equal(("Succes", "Echec", "Succes"), (outcomes[0], outcomes[1], outcomes[^1]));
        Assert.Equal("nouveau@example.org", Text((await DossierAsync(17))["apprenant"]!, "mail"));
    }

    /// <summary>Contract §8 is the way in when Parcoursup is down: what came by it can be imported then.</summary>
    [Fact]
    public async Task While_Parcoursup_is_down_what_is_known_can_be_imported_and_the_import_says_how_old_it_is()
    {
        await StartFregataAsync();
        await PushAndRestAsync(Admis(17));
        await Etab.FaultAtParcoursupAsync("""{"type":"503","nombre":1000,"methode":"getCandidatsAdmis"}""");

        var answer = await Fregata.SendAsync(HttpMethod.Post, "imports", """{"anneeScolaire":"2026-2027","sansActualisation":true}""");

        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        Assert.Equal((1, "INFO : Réception effectuée de 1 candidat avec succès, et de son 0 responsable"), (Number(answer.Json, "nombreCandidats"), Text(answer.Json, "message")));
        Assert.Contains("Parcoursup n'a pas été interrogé", Text(answer.Json, "avertissement"), StringComparison.Ordinal);
        Assert.Contains("aucune récupération de confiance", Text(answer.Json, "avertissement"), StringComparison.Ordinal);
        Assert.Empty(await ListAsync("recuperations"));

        await Etab.ClearFaultsAsync();
        AtParcoursup(Admis(17));
        await Fregata.ImportedAsync();
        var dated = await Fregata.SendAsync(HttpMethod.Post, "imports", """{"anneeScolaire":"2026-2027","sansActualisation":true}""");
        Assert.Contains("récupération de confiance le 10/06/2026 à 09:00", Text(dated.Json, "avertissement"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_answer_takes_nobody_away_and_warns()
    {
        AtParcoursup(Admis(17), Admis(18));
        await StartFregataAsync();
        await Fregata.ImportedAsync();
        await Etab.FaultAtParcoursupAsync("""{"type":"tableauVide","nombre":1,"methode":"getCandidatsAdmis"}""");

        var import = await Fregata.ImportedAsync();

        Assert.Equal(2, Number(import, "nombreCandidats"));
        Assert.Contains("aucune disparition n'est comptée", Text(import, "avertissement"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_etablissement_without_connection_says_so()
    {
        await StartFregataAsync();
        Etab.Document["sis"] = "Apogee";
        Etab.Document["opi"] = new JsonObject { ["voie"] = "Fichiers" };
        await Etab.SaveAsync(Gateway);

        var refused = await Fregata.ImportAsync();

        Assert.Equal((HttpStatusCode.Conflict, "sis"), (refused.Status, Text(refused.Erreurs[0]!, "champ")));
    }

    /// <summary>A gateway that dies in the middle leaves an import that nobody works on.</summary>
    [Fact]
    public async Task An_import_that_a_kill_cut_off_is_a_failure_with_its_explanation_and_has_changed_nothing()
    {
        AtParcoursup(Admis(17));
        await StartFregataAsync();
        await Fregata.ImportedAsync();
        // What a killed process leaves: an import under way, whose time is over.
        await Gateway.ExecuteAsync("UPDATE fregata_import SET etat = 'EnCours', message = NULL, expire_le = @past", new { past = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero) });
        await Gateway.StopAsync();

        await Gateway.StartAsync();
        Connect();

        var import = Assert.Single(await Fregata.ListAsync("echanges"))!;
        Assert.Equal("Echec", Text(import, "etat"));
        Assert.StartsWith("ERREUR : Réception des candidats impossible : la passerelle s'est arrêtée", Text(import, "message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_that_a_stop_cuts_off_is_a_failure_and_the_next_one_succeeds()
    {
        AtParcoursup(Admis(17));
        await StartFregataAsync();
        await Etab.FaultAtParcoursupAsync("""{"type":"lenteur","millisecondes":30000,"nombre":1,"methode":"getCandidatsAdmis"}""");
        var cut = Fregata.ImportAsync();
        await Poll.UntilAsync(async () => (await Gateway.QueryAsync<string>("SELECT etat FROM recuperation WHERE partie_le IS NOT NULL")).Count == 1);

        await Gateway.StopAsync();
        try
        {
            Assert.Equal(HttpStatusCode.BadGateway, (await cut).Status);
        }
        catch (HttpRequestException)
        {
            // The server may have closed the connection first.
        }

        await Gateway.StartAsync();
        Connect();
        Assert.Equal("Echec", Text(Assert.Single(await Fregata.ListAsync("echanges"))!, "etat"));
        Assert.Empty(await Fregata.ListAsync("inscriptions"));
        await Etab.ClearFaultsAsync();
        Assert.Equal(1, Number(await Fregata.ImportedAsync(), "nombreCandidats"));
    }

    private async Task<JsonNode> FailAsync()
    {
        var answer = await Fregata.ImportAsync();
        Assert.True(answer.Status == HttpStatusCode.BadGateway, $"{answer.Status} {answer.Text}");
        Assert.Equal("Echec", Text(answer.Json, "etat"));
        Assert.Empty(answer.Json["candidats"]!.AsArray());
        return answer.Json;
    }
}

public sealed class FailedImportTestsOnSqlite(PostgresServer postgres) : FailedImportTests(postgres, DatabaseEngine.Sqlite);

public sealed class FailedImportTestsOnPostgres(PostgresServer postgres) : FailedImportTests(postgres, DatabaseEngine.Postgres);
