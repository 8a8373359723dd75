using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Scolarix.Instantanes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using Parcoursup.Gateway.Simulators.Scolarix;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Scolarix.Population;

/// <summary>One candidate whom Scolarix would refuse keeps nobody else out of it.</summary>
public abstract class EcartesTests(PostgresServer postgres, DatabaseEngine engine) : ScolarixTest(postgres, engine)
{
    /// <summary>Seed 003 §1: the file is imported as a whole; one line without a first name must not cost all the others theirs.</summary>
    [Theory]
    [InlineData("prenom", "PRENOM")]
    [InlineData("sexe", "CIVILITE")]
    [InlineData("dateNaissance", "DATE_NAISSANCE")]
    public async Task An_incomplete_candidate_stays_out_with_a_task_until_he_is_complete(string field, string column)
    {
        await StartPublishedAsync();
        var incomplete = Voeu(18);
        incomplete[field] = "";
        await PushAsync(Voeu(17), incomplete);
        await ResultAsync("ADMIS", "2026-07-07", 17, 18);

        await SnapshotAsync();

        Assert.Equal("17", await NumbersAsync(1));
        await AssertImportsAsync();
        var out18 = Assert.Single((await GetAsync("scolarix/ecartes"))!["candidats"]!.AsArray())!;
        Assert.Equal(("18", "Incomplet"), (out18["codeCandidat"]!.ToString(), out18["raison"]!.GetValue<string>()));
        Assert.Contains($"il manque {column}", out18["motif"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.True(await HasTaskAsync("FicheIncomplete"));
        Assert.Equal(1, (await AtRestAsync())["scolarix"]!["ecartes"]!.GetValue<int>());
        var place = (await GetAsync("candidats/2026/18/explication"))!["fichier"]!;
        Assert.Equal((false, "Incomplet", "Ce qui manque à la configuration met le vœu en réserve (règle C3)"), (place["dansProchain"]!.GetValue<bool>(), place["raison"]!.GetValue<string>(), place["source"]!.GetValue<string>()));

        await PushAndRestAsync(Voeu(18, reponse: "07/07/2026 13:00"));
        Assert.False(await HasTaskAsync("FicheIncomplete"));
        await SnapshotAsync();
        Assert.Equal("17 18", await NumbersAsync(2));
        Assert.Equal(["18 Entree : fiche complétée (bac obtenu)"], await MovesAsync(2));
    }

    [Fact]
    public async Task What_is_required_is_configured_beside_the_columns()
    {
        Scolarix["disposition"] = new JsonObject { ["obligatoires"] = new JsonArray("nom", "telMobile") };
        await StartPublishedAsync();
        var reachable = Voeu(17);
        (reachable["telmobile"], reachable["prenom"]) = ("0601020304", "");
        await PushAsync(reachable, Voeu(18));
        await ResultAsync("ADMIS", "2026-07-07", 17, 18);
        await SnapshotAsync();
        Assert.Equal("17", await NumbersAsync(1));

        Scolarix["disposition"] = new JsonObject { ["obligatoires"] = new JsonArray() };
        await Etab.SaveAsync(Gateway);
        await SnapshotAsync();
        Assert.Equal("17 18", await NumbersAsync(2));

        Scolarix["disposition"] = new JsonObject { ["obligatoires"] = new JsonArray("nom", "codePostale") };
        using var response = await Api.RawAsync(HttpMethod.Put, "/api/configuration", new JsonObject { ["etablissements"] = new JsonArray(Etab.Document.DeepClone()) }.ToJsonString());
        var error = Assert.Single(JsonNode.Parse(await response.Content.ReadAsStringAsync())!["erreurs"]!.AsArray())!;
        Assert.Equal("etablissements[0].scolarix.disposition.obligatoires[1]", error["champ"]!.GetValue<string>());
        Assert.Contains("codePostale", error["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    /// <summary>Rule A5: one person under two numbers; Scolarix takes one line of an INE.</summary>
    [Fact]
    public async Task Of_two_dossiers_with_one_INE_the_one_of_the_newest_answer_is_written()
    {
        await StartPublishedAsync();
        await PushAsync(Same(17, "05/06/2026 10:00"), Same(18, "06/06/2026 10:00"), Voeu(19));
        await ResultAsync("ADMIS", "2026-07-07", 17, 18, 19);

        await SnapshotAsync();

        Assert.Equal("18 19", await NumbersAsync(1));
        await AssertImportsAsync();
        Assert.True(await HasTaskAsync("DoublonIne"));
        var place = (await GetAsync("candidats/2026/17/explication"))!["fichier"]!;
        Assert.Equal((18, "Une même personne sous deux dossiers ne compte qu'une fois (règle A5)"), (place["doubleDe"]!.GetValue<int>(), place["source"]!.GetValue<string>()));
        Assert.Contains("dossier 18", place["motif"]!.GetValue<string>(), StringComparison.Ordinal);

        // A newer answer of the other one: they change places, though only he was spoken of.
        await PushAndRestAsync(Same(17, "07/07/2026 13:00"));
        await SnapshotAsync();
        Assert.Equal("17 19", await NumbersAsync(2));
        Assert.Equal(["17 Entree : retenu parmi les dossiers de même INE (bac obtenu)", "18 Sortie : autre dossier de même INE retenu"], await MovesAsync(2));

        // He withdraws: the other one comes back.
        await PushAndRestAsync(Same(17, "07/07/2026 14:00", situation: 3));
        Assert.False(await HasTaskAsync("DoublonIne"));
        await SnapshotAsync();
        Assert.Equal("18 19", await NumbersAsync(3));
    }

    /// <summary>Rule K2: two people are no two dossiers of one person; nobody's line is written in the place of the other's.</summary>
    [Fact]
    public async Task Two_people_with_one_INE_wait_until_it_is_mended()
    {
        await StartPublishedAsync();
        var other = Voeu(18);
        other["ine"] = "000000017AA";
        await PushAsync(Voeu(17), other, Voeu(19));
        await ResultAsync("ADMIS", "2026-07-07", 17, 18, 19);
        await SnapshotAsync();
        Assert.Equal("19", await NumbersAsync(1));
        Assert.Equal("Un même INE ne peut pas désigner deux personnes (règle K2)", (await GetAsync("candidats/2026/17/explication"))!["fichier"]!["source"]!.GetValue<string>());

        await PushAndRestAsync(Voeu(18, reponse: "07/07/2026 13:00"));
        await SnapshotAsync();
        Assert.Equal("17 18 19", await NumbersAsync(2));
    }

    [Fact]
    public async Task A_corrected_INE_brings_the_other_dossier_back()
    {
        await StartPublishedAsync();
        await PushAsync(Same(17, "05/06/2026 10:00"));
        await AtRestAsync();
        await PushAsync(Same(18, "06/06/2026 10:00"));
        await ResultAsync("ADMIS", "2026-07-07", 17, 18);
        await SnapshotAsync();
        Assert.Equal("18", await NumbersAsync(1));

        await PushAndRestAsync(Voeu(18, reponse: "07/07/2026 13:00"));

        await SnapshotAsync();
        Assert.Equal("17 18", await NumbersAsync(2));
        Assert.False(await HasTaskAsync("DoublonIne"));
    }

    /// <summary>Seed 003 §1: Oui and Oui si are admitted alike; the file carries no aménagement.</summary>
    [Fact]
    public async Task An_amenagement_unknown_to_the_configuration_purges_nobody()
    {
        await StartPublishedAsync();
        await AdmitAsync(17, 18);
        await SnapshotAsync();

        await PushAndRestAsync(Voeu(17, amenagement: 9, reponse: "07/07/2026 13:00"));

        await SnapshotAsync();
        Assert.Equal("17 18", await NumbersAsync(2));
    }

    [Fact]
    public async Task An_answer_that_nobody_can_read_leaves_everybody_where_he_was()
    {
        await StartPublishedAsync();
        await AdmitAsync(17, 18);
        await SnapshotAsync();

        var (known, stranger) = (Voeu(17, reponse: "07/07/2026 13:00"), Voeu(19));
        (known["codeSituation"], stranger["codeSituation"]) = (8, 8);
        await PushAsync(known, stranger);
        await ResultAsync("ADMIS", "2026-07-07", 19);

        await SnapshotAsync();
        Assert.Equal("17 18", await NumbersAsync(2));
        Assert.Equal((true, false), (await IsNextAsync(17), await IsNextAsync(19)));
        await PushAndRestAsync(Voeu(17, situation: 3, reponse: "07/07/2026 14:00"));
        await SnapshotAsync();
        Assert.Equal("18", await NumbersAsync(3));
    }

    /// <summary>The guide's promise: a candidate's explanation says whether and why he will be in the next file.</summary>
    [Fact]
    public async Task Everybody_s_explanation_says_whether_and_why_he_is_in_the_next_file()
    {
        await StartPublishedAsync();
        await AdmitAsync(17, 18, 19);
        await PushAsync(Voeu(20));
        await ResultAsync("REFUSE", "2026-07-07", 20);
        await SnapshotAsync();
        await PushAndRestAsync(Voeu(18, situation: 3, reponse: "07/07/2026 13:00"));
        await SetClockAsync(8);
        await AtRestAsync();

        Assert.Equal("True True BacObtenu guide Cocktail §1", await PlaceAsync(17));
        Assert.Equal("True False Desiste guide Cocktail §3", await PlaceAsync(18));
        Assert.Equal("False False NonBachelier fiche Parcoursup et Apogée §I.B", await PlaceAsync(20));
        var told = (await GetAsync("candidats/2026/18/explication"))!["fichier"]!["enClair"]!.AsArray().Select(l => l!.GetValue<string>());
        Assert.Contains(told, l => l.Contains("le prochain ne le contiendra plus", StringComparison.Ordinal));
    }

    private static JsonObject Same(int code, string reponse, int situation = 1)
    {
        var voeu = Voeu(code, situation: situation, reponse: reponse);
        (voeu["ine"], voeu["nom"], voeu["dateNaissance"]) = ("123456789ab", "Lefèvre", "18/02/2008");
        return voeu;
    }

    private async Task<bool> IsNextAsync(int code) => (await GetAsync($"candidats/2026/{code}/explication"))!["fichier"]!["dansProchain"]!.GetValue<bool>();

    private async Task<string> PlaceAsync(int code)
    {
        var place = (await GetAsync($"candidats/2026/{code}/explication"))!["fichier"]!;
        return $"{place["dansDernier"]!.GetValue<bool>()} {place["dansProchain"]!.GetValue<bool>()} {place["raison"]} {place["source"]}";
    }

    /// <summary>Scolarix, as strict as it is, takes the newest file.</summary>
    private async Task AssertImportsAsync()
    {
        await using var scolarix = await ScolarixSimulator.StartAsync(
            new ScolarixOptions { Etablissement = Etab.Code, Session = 2026, Dossier = Folder, DossierRetour = Folder }, TestContext.Current.CancellationToken);
        var import = scolarix.Importer();
        Assert.True(import.Reussi, import.Message);
    }
}

public sealed class EcartesTestsOnSqlite(PostgresServer postgres) : EcartesTests(postgres, DatabaseEngine.Sqlite);

public sealed class EcartesTestsOnPostgres(PostgresServer postgres) : EcartesTests(postgres, DatabaseEngine.Postgres);
