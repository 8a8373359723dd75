using System.Net;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Acces;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Configuration;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Dossiers;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Validations;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Imports;

/// <summary>Seed 002, "Import des candidats admis", step 1 of three.</summary>
public abstract class ImportTests(PostgresServer postgres, DatabaseEngine engine) : FregataTest(postgres, engine)
{
    /// <summary>Seed 002, import: the message of a success, word by word, guardians counted once within a candidature.</summary>
    [Fact]
    public async Task Twenty_candidates_and_their_34_guardians_are_received_with_the_guides_message()
    {
        AtParcoursup(VingtCandidats());
        await StartFregataAsync();

        var import = await Fregata.As("GestionInscriptions", "m.durand").ImportedAsync();

        Assert.Equal("INFO : Réception effectuée de 20 candidats avec succès, et de leur 34 responsables", Text(import, "message"));
        Assert.Equal((20, 34, "Succes"), (Number(import, "nombreCandidats"), Number(import, "nombreResponsables"), Text(import, "etat")));
        Assert.Equal(("Parcoursup - CandidatsAdmis", "2026-2027", "m.durand", "GestionInscriptions"),
            (Text(import, "source"), Text(import, "anneeScolaire"), Text(import, "utilisateur"), Text(import, "role")));
        var candidats = import["candidats"]!.AsArray();
        Assert.Equal(20, candidats.Count);
        Assert.Equal(34, candidats.Sum(c => c!["responsables"]!.AsArray().Count));
        Assert.Equal(import.ToJsonString(), (await Fregata.GetAsync($"imports/{import["id"]}")).ToJsonString());
    }

    /// <summary>Seed 002, import: the administrative data of the apprenants and of their guardians.</summary>
    [Fact]
    public async Task A_dossier_has_the_data_of_the_apprenant_the_formation_and_its_origin()
    {
        AtParcoursup(Admis(17, responsables: 1));
        await StartFregataAsync();

        var dossier = Assert.Single((await Fregata.ImportedAsync())["candidats"]!.AsArray())!;

        Assert.Equal(("2026-17-8842", "Recu", "Parcoursup", "2026-2027"), (Text(dossier, "id"), Text(dossier, "etat"), Text(dossier, "origine"), Text(dossier, "anneeScolaire")));
        var apprenant = dossier["apprenant"]!;
        Assert.Equal(("000000017AA", "2008-02-18", "73000"), (Text(apprenant, "ine"), Text(apprenant, "dateNaissance"), Text(apprenant["adresse"]!, "codePostal")));
        Assert.Equal(("32721401421", "DemiPensionnaire", "BTSA Productions animales"),
            (Text(dossier["formation"]!, "mef"), Text(dossier["formation"]!, "regime"), Text(dossier["formation"]!, "libelle")));
        Assert.Equal(("Oui", "2026-06-05T10:00:00"), (Text(dossier, "reponse"), Text(dossier, "dateReponse")));
        Assert.True(dossier.AsObject().ContainsKey("cursusAmenage") && dossier["cursusAmenage"] is null);
        Assert.Equal("0611111111", Text(dossier["responsables"]![0]!, "tel"));
        Assert.Empty(dossier["problemes"]!.AsArray());
    }

    /// <summary>Rule G2: the adapted curriculum and the internat are passed on.</summary>
    [Fact]
    public async Task The_adapted_curriculum_and_the_internat_are_passed_on()
    {
        var boarder = Admis(17, amenagement: 1);
        boarder["internat"] = 1;
        AtParcoursup(boarder);
        await StartFregataAsync();

        var dossier = Assert.Single((await Fregata.ImportedAsync())["candidats"]!.AsArray())!;

        Assert.Equal(("OuiSi", "Oui si en 3 ans"), (Text(dossier, "reponse"), Text(dossier["cursusAmenage"]!, "libelle")));
        Assert.True(dossier["internat"]!.GetValue<bool>());
        Assert.Equal("Interne", Text(dossier["formation"]!, "regime"));
    }

    [Fact]
    public async Task Whoever_has_not_said_yes_is_not_imported()
    {
        AtParcoursup(Admis(17), Admis(18, situation: 0), Admis(19, situation: 3), Admis(20, situation: 2));
        await StartFregataAsync();

        Assert.Equal([17, 20], (await Fregata.ImportedAsync())["candidats"]!.AsArray().Select(c => Number(c!["apprenant"]!, "codeCandidat")));
    }

    /// <summary>Seed 002, import: "La récupération des dossiers est propre à chaque établissement" (rule A1).</summary>
    [Fact]
    public async Task Each_UAI_of_an_etablissement_imports_those_whom_it_receives()
    {
        const string annexe = "0730016W";
        Etab.Document["uais"] = new JsonArray(Etab.Uai, annexe);
        var there = Admis(18);
        there["codeEtablissementAffectation"] = annexe;
        AtParcoursup(Admis(17));
        await StartFregataAsync();
        await PushAndRestAsync(there);
        using var other = new FregataApi(Gateway.Url, annexe);

        Assert.Equal("2026-17-8842", Text(Assert.Single((await Fregata.ImportedAsync())["candidats"]!.AsArray())!, "id"));
        // Parcoursup knows nothing of this UAI: what is known through the other one counts.
        await SetFregataAsync(("fraicheurMinutes", 15));
        await Gateway.ExecuteAsync("UPDATE recuperation SET uai = @annexe", new { annexe });
        Assert.Equal("2026-18-8842", Text(Assert.Single((await other.ImportedAsync())["candidats"]!.AsArray())!, "id"));
        Assert.Equal("2026-17-8842", Text(Assert.Single(await Fregata.ListAsync("inscriptions"))!, "id"));
        Assert.Single(await Fregata.ListAsync("echanges"));
    }

    [Fact]
    public async Task A_candidate_of_two_formations_is_one_candidate_with_two_dossiers()
    {
        AtParcoursup(Admis(17, responsables: 2), Admis(17, responsables: 2, formation: TestDocument.Economie));
        await StartFregataAsync();

        var import = await Fregata.ImportedAsync();

        Assert.Equal((1, 2, 2), (Number(import, "nombreCandidats"), Number(import, "nombreResponsables"), import["candidats"]!.AsArray().Count));
        Assert.Equal("INFO : Réception effectuée de 1 candidat avec succès, et de ses 2 responsables", Text(import, "message"));
    }

    /// <summary>What the mapping lacks stops no import: it is shown, and completed in Fregata.</summary>
    [Fact]
    public async Task A_missing_MEF_is_shown_and_stops_nothing()
    {
        Etab.Document["formations"] = new JsonArray();
        AtParcoursup(Admis(17));
        await StartFregataAsync();

        var dossier = Assert.Single((await Fregata.ImportedAsync())["candidats"]!.AsArray())!;

        Assert.Equal("formations[8842].fregata.mef", Text(dossier["problemes"]![0]!, "champ"));
        Assert.Null(dossier["formation"]!["mef"]);
    }

    /// <summary>Seed 002, import: "en se connectant sur l'année scolaire où inscrire les apprenants".</summary>
    [Fact]
    public async Task Another_school_year_is_refused_with_the_sentence_that_explains_it()
    {
        AtParcoursup(Admis(17));
        await StartFregataAsync();

        var refused = await Fregata.ImportAsync("2025-2026");

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Equal("anneeScolaire", Text(refused.Erreurs[0]!, "champ"));
        Assert.Contains("Se connecter sur l'année scolaire 2026-2027", Text(refused.Erreurs[0]!, "message"), StringComparison.Ordinal);
        Assert.Empty(await Fregata.ListAsync("echanges"));
        Assert.Empty(await Fregata.ListAsync("inscriptions"));
    }

    /// <summary>Seed 002, import: "A priori, dès la phase d'admission".</summary>
    [Fact]
    public async Task Before_the_admission_phase_the_first_day_is_told()
    {
        await StartFregataAsync();
        await SetDayAsync(5, 20);

        var refused = await Fregata.ImportAsync();

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("02/06/2026", Text(refused.Erreurs[0]!, "message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_fresh_is_not_asked_again_and_what_is_old_is()
    {
        AtParcoursup(Admis(17));
        await StartFregataAsync();
        await SetFregataAsync(("fraicheurMinutes", 15));
        await Fregata.ImportedAsync();
        AtParcoursup(Admis(18));

        Assert.Equal(1, Number(await Fregata.ImportedAsync(), "nombreCandidats"));
        await Api.SetClockAsync(GatewayInstance.Start.AddHours(1));
        Assert.Equal(2, Number(await Fregata.ImportedAsync(), "nombreCandidats"));
    }

    [Fact]
    public async Task A_lycee_of_400_candidates_is_imported_whole_and_listed_by_pages()
    {
        AtParcoursup([.. Enumerable.Range(1001, 400).Select(code => Admis(code, 2))]);
        await StartFregataAsync();

        var import = await Fregata.ImportedAsync();

        Assert.Equal("INFO : Réception effectuée de 400 candidats avec succès, et de leur 800 responsables", Text(import, "message"));
        Assert.Equal(400, import["candidats"]!.AsArray().Count);
        Assert.Equal((200, 200, 0), ((await Fregata.ListAsync("inscriptions?page=1")).Count, (await Fregata.ListAsync("inscriptions?page=2&etat=ATraiter")).Count,
            (await Fregata.ListAsync("inscriptions?page=3")).Count));
    }

    [Fact]
    public async Task Two_imports_at_once_do_not_mix()
    {
        AtParcoursup(VingtCandidats());
        await StartFregataAsync();

        var imports = await Task.WhenAll(Fregata.ImportedAsync(), Fregata.ImportedAsync(), Fregata.ImportedAsync());

        Assert.Equal(3, imports.Select(i => Number(i, "id")).Distinct().Count());
        Assert.All(imports, i => Assert.Equal((20, 34, 20), (Number(i, "nombreCandidats"), Number(i, "nombreResponsables"), i["candidats"]!.AsArray().Count)));
        Assert.Equal(20, (await Fregata.ListAsync("inscriptions")).Count);
        foreach (var import in imports) Assert.Equal(20, (await Fregata.GetAsync($"echanges/{import["id"]}"))["apprenants"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("", "anneeScolaire")]
    [InlineData("{", "")]
    [InlineData("null", "")]
    [InlineData("""{"anneeScolaire":2026}""", "anneeScolaire")]
    [InlineData("""{"anneeScolaire":"2026/2027"}""", "anneeScolaire")]
    [InlineData("""{"anneeScolaire":"2026-2027","annee":1}""", "annee")]
    public async Task A_request_that_cannot_be_read_is_refused_in_French(string body, string champ)
    {
        await StartFregataAsync();

        var refused = await Fregata.SendAsync(HttpMethod.Post, "imports", body.Length == 0 ? "{}" : body);

        Assert.True(refused.Status == HttpStatusCode.BadRequest, refused.Text);
        Assert.Equal(champ, Text(refused.Erreurs[0]!, "champ"));
        Assert.NotEmpty(Text(refused.Erreurs[0]!, "message"));
    }
}

public sealed class ImportTestsOnSqlite(PostgresServer postgres) : ImportTests(postgres, DatabaseEngine.Sqlite);

public sealed class ImportTestsOnPostgres(PostgresServer postgres) : ImportTests(postgres, DatabaseEngine.Postgres);
