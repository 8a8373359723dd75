using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Suivi;

/// <summary>The counts of an établissement, to the letter: every system adds its part at its place, and says what of it still moves by itself.</summary>
public abstract class SyntheseTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private const string Later = "'2099-01-01T00:00:00Z'";
    private int _subject;

    [Fact]
    public async Task Every_count_has_its_place_and_its_name()
    {
        // By no other way does anything wait to be confirmed: it would become due.
        Etab.Document["opi"]!["voie"] = "Fichiers";
        await StartAsync();
        await SeedAsync();

        Assert.Equal(
            Joined("""
            {"candidats":3,"voeux":15,"decisions":{"f":5,"s":4,"d":3,"retenues":2,"sans":1},
            "opi":{"accepteesF":19,"accepteesS":14,"accepteesD":12,"enAttente":6,"enAttenteConnecteur":0,"refusMetier":4,"echecTechnique":3,"attenteConfirmation":5,
            "verification":{"acceptees":21,"verifiees":6,"partielles":8,"nonVerifiees":7}},
            "inscriptions":{"acquittees":9,"refusees":10,"aRemonter":11,"enAttente":4},
            "laissezPasser":{"acquittes":4,"refuses":3,"enAttente":1},
            "reserves":1,"avertissements":0,"taches":7,"gardes":8,"voeuxRetenus":2,"journalAAppliquer":0,"auRepos":false}
            """), await TextAsync());
    }

    [Fact]
    public async Task Behind_a_closed_gate_what_comes_from_the_source_waits_and_the_rest_moves()
    {
        Etab.Document["opi"]!["voie"] = "Fichiers";
        await StartAsync(openGate: false);
        await SeedAsync();

        Assert.Contains("""
            "enAttente":4,"enAttenteConnecteur":2,"refusMetier":4,"echecTechnique":3,
            """, await TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_system_that_takes_a_file_of_persons_adds_who_stands_in_it()
    {
        Etab.Document["sis"] = "Scolarix";
        await StartAsync(openGate: false);
        for (var i = 0; i < 15; i++)
            await Gateway.ExecuteAsync(
                "INSERT INTO scolarix_population (etablissement, session, code_candidat, presence, raison, motif, source) VALUES (@Code, 2026, @i, @presence, 'x', 'x', 'x')",
                new { Etab.Code, i, presence = i < 1 ? "Presente" : i < 3 ? "Absente" : i < 6 ? "CommeAvant" : i < 10 ? "ADecider" : "Ecartee" });

        Assert.Equal(
            Joined("""
            {"candidats":0,"voeux":0,"decisions":{"f":0,"s":0,"d":0,"retenues":0,"sans":0},
            "opi":{"accepteesF":0,"accepteesS":0,"accepteesD":0,"enAttente":0,"enAttenteConnecteur":0,"refusMetier":0,"echecTechnique":0,"attenteConfirmation":0,
            "verification":{"acceptees":0,"verifiees":0,"partielles":0,"nonVerifiees":0}},
            "inscriptions":{"acquittees":0,"refusees":0,"aRemonter":0,"enAttente":0},
            "laissezPasser":{"acquittes":0,"refuses":0,"enAttente":0},
            "reserves":0,"avertissements":0,"taches":0,"gardes":0,"voeuxRetenus":0,"journalAAppliquer":0,"auRepos":true,"scolarix":{"presents":1,"absents":5,"aDecider":4,"ecartes":5}}
            """), await TextAsync());
    }

    [Theory]
    [InlineData("Soap", "AEnvoyer Autre,AEnvoyer Parcoursup,EnCours Autre", "")]
    [InlineData("Fichiers", "EnCours Autre", "generation EnCours")]
    [InlineData("Service", "", "")]
    public async Task What_still_moves_by_itself_is_not_at_rest(string voie, string opi, string others)
    {
        if (voie == "Service") Etab.UseService();
        else Etab.Document["opi"]!["voie"] = voie;
        await StartAsync();
        await AtRestAsync();
        List<string> moving =
        [
            .. opi.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(what => "livraison apogee-opi " + what), .. others.Split(',', StringSplitOptions.RemoveEmptyEntries),
            "livraison parcoursup-ia AEnvoyer Inscription", "livraison parcoursup-ia EnCours Inscription", "livraison apogee-laissez-passer EnCours Personne",
            "recuperation Demandee", "recuperation Recue", "importation Analyse", "importation Application", "recherche Demandee", "instantane EnCours", "instantane APublier",
        ];

        List<string> seen = [];
        foreach (var what in (string[])
        [
            "livraison apogee-opi AEnvoyer Autre", "livraison apogee-opi AEnvoyer Parcoursup", "livraison apogee-opi EnCours Autre", "livraison apogee-opi AttenteConfirmation Autre",
            "livraison apogee-opi RefusMetier Autre", "livraison parcoursup-ia AEnvoyer Inscription", "livraison parcoursup-ia EnCours Inscription",
            "livraison parcoursup-ia AttenteRemontee Inscription", "livraison apogee-laissez-passer EnCours Personne", "livraison apogee-laissez-passer RefusMetier Personne",
            "recuperation Demandee", "recuperation Recue", "recuperation Echec", "importation Analyse", "importation Application", "importation AConfirmer",
            "recherche Demandee", "recherche Echec", "generation EnCours", "generation Echec", "instantane EnCours", "instantane APublier", "instantane EnAttente",
        ])
        {
            var words = what.Split(' ');
            await (words[0] == "livraison" ? DeliverAsync(words[1], words[2], words[3]) : InsertAsync(words[0], words[1]));
            if ((await TextAsync()).EndsWith(",\"auRepos\":false}", StringComparison.Ordinal)) seen.Add(what);
            await Gateway.ExecuteAsync($"DELETE FROM {words[0] switch
            {
                "recherche" => "recherche_etudiant", "generation" => "fichier_generation", "instantane" => "scolarix_instantane", var table => table,
            }}");
        }

        Assert.Equal(moving.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    private async Task SeedAsync()
    {
        await ManyAsync(3, () => Gateway.ExecuteAsync(
            """
            INSERT INTO candidat (etablissement, session, code_candidat, donnees, ordre, reserves) VALUES (@Code, 2026, @subject, '{}', 1, @reserves)
            """,
            new { Etab.Code, subject = ++_subject, reserves = _subject == 1 ? "[{}]" : "[]" }));
        foreach (var (count, decision, held) in ((int, string?, string?)[])[(5, "F", null), (4, "S", null), (3, "D", null), (2, null, """{"reserve":{}}"""), (1, null, null)])
            await ManyAsync(count, () => Gateway.ExecuteAsync(
                """
                INSERT INTO voeu (etablissement, session, code_candidat, code_formation, internat, donnees, uai, situation, ordre, vu_le, code_decision, decision)
                VALUES (@Code, 2026, 1, @subject, FALSE, '{}', @Uai, 1, 1, '2026-06-10T00:00:00Z', @decision, @held)
                """,
                new { Etab.Code, Etab.Uai, subject = ++_subject, decision, held }));
        await ManyAsync(2, () => DeliverAsync("apogee-opi", "AEnvoyer", "Parcoursup"));
        await ManyAsync(3, () => DeliverAsync("apogee-opi", "AEnvoyer", "Autre", tentatives: 1));
        await ManyAsync(1, () => DeliverAsync("apogee-opi", "EnCours", "Autre"));
        await ManyAsync(4, () => DeliverAsync("apogee-opi", "RefusMetier", "Parcoursup"));
        await ManyAsync(5, () => DeliverAsync("apogee-opi", "AttenteConfirmation", "Parcoursup"));
        await ManyAsync(6, () => DeliverAsync("apogee-opi", "AJour", "Parcoursup", acquitte: "FSDDF", verification: "Verifiee"));
        await ManyAsync(7, () => DeliverAsync("apogee-opi", "AJour", "Parcoursup", acquitte: "F", verification: "NonVerifiee"));
        await ManyAsync(8, () => DeliverAsync("apogee-opi", "AJour", "Parcoursup", acquitte: "S", verification: "Partielle"));
        await ManyAsync(9, () => DeliverAsync("parcoursup-ia", "AJour", "Inscription", acquitte: "1"));
        await ManyAsync(10, () => DeliverAsync("parcoursup-ia", "RefusMetier", "Inscription"));
        await ManyAsync(11, () => DeliverAsync("parcoursup-ia", "AttenteRemontee", "Inscription"));
        await ManyAsync(2, () => DeliverAsync("parcoursup-ia", "AEnvoyer", "Inscription"));
        await ManyAsync(2, () => DeliverAsync("parcoursup-ia", "EnCours", "Inscription"));
        await ManyAsync(4, () => DeliverAsync("apogee-laissez-passer", "AJour", "Personne", acquitte: "IAPRIMO"));
        await ManyAsync(3, () => DeliverAsync("apogee-laissez-passer", "RefusMetier", "Personne"));
        await ManyAsync(1, () => DeliverAsync("apogee-laissez-passer", "AEnvoyer", "Personne"));
        await ManyAsync(7, () => InsertAsync("tache", "x"));
        await ManyAsync(8, () => InsertAsync("garde", "EnAttente"));
        await InsertAsync("garde", "Confirmee");
        await Gateway.ExecuteAsync(
            """
            UPDATE voeu SET garde = (SELECT MIN(id) FROM garde WHERE etat = 'EnAttente') WHERE code_decision = 'F' AND code_formation IN
              (SELECT code_formation FROM voeu WHERE code_decision = 'F' ORDER BY code_formation LIMIT 2)
            """);
    }

    private static async Task ManyAsync(int count, Func<Task> insert)
    {
        for (var i = 0; i < count; i++) await insert();
    }

    // Nothing of it is due before the end of the test.
    private Task DeliverAsync(string destination, string etat, string origine, int tentatives = 0, string? acquitte = null, string? verification = null) => Gateway.ExecuteAsync(
        $"""
        INSERT INTO livraison (destination, etablissement, sujet, origine, empreinte, revision_voulue, acquitte, etat, tentatives, prochaine_tentative, bail_jusqua, modifiee_le, verification)
        VALUES (@destination, @Code, @sujet, @origine, 'x', 1, @acquitte, @etat, @tentatives, {Later}, {Later}, {Later}, @verification)
        """,
        new { destination, Etab.Code, sujet = $"essai {++_subject}", origine, acquitte, etat, tentatives, verification });

    private Task InsertAsync(string what, string etat) => Gateway.ExecuteAsync(
        what switch
        {
            "recuperation" => $"INSERT INTO recuperation (etablissement, uai, cause, etat, demandee_le, prochaine_tentative) VALUES (@Code, @Uai, 'x', @etat, {Later}, {Later})",
            "importation" =>
                $"""
                INSERT INTO importation (etablissement, session, code_formation, uai, corps, encodage, octets, etat, par, deposee_le, bail_par, bail_jusqua)
                VALUES (@Code, 2026, 8842, @Uai, 1, 'utf-8', 1, @etat, 'x', {Later}, 'x', {Later})
                """,
            "recherche" => $"INSERT INTO recherche_etudiant (etablissement, cle, etat, demandee_le, prochaine_tentative) VALUES (@Code, 'x', @etat, {Later}, {Later})",
            "generation" => $"INSERT INTO fichier_generation (etablissement, par, etat, demandee_le, bail_par, bail_jusqua) VALUES (@Code, 'x', @etat, {Later}, 'x', {Later})",
            "instantane" =>
                $"""
                INSERT INTO scolarix_instantane (etablissement, session, etat, par, planifie, demande_le, bail_par, bail_jusqua)
                VALUES (@Code, 2026, @etat, 'x', FALSE, {Later}, 'x', {Later})
                """,
            "tache" => $"INSERT INTO tache (etablissement, type, sujet, message, creee_le) VALUES (@Code, 'x', @sujet, 'x', {Later})",
            _ => $"INSERT INTO garde (etablissement, type, jour, etat, nombre, vivants, message, creee_le) VALUES (@Code, 'Decisions', '2026-06-10', @etat, 1, 1, 'x', {Later})",
        },
        new { Etab.Code, Etab.Uai, etat, sujet = $"essai {++_subject}" });

    private Task<string> TextAsync() => Api.Http.GetStringAsync(Etab.Path + "synthese");

    // One line per part, to be read.
    private static string Joined(string lines) => lines.ReplaceLineEndings("");
}

public sealed class SyntheseTestsOnSqlite(PostgresServer postgres) : SyntheseTests(postgres, DatabaseEngine.Sqlite);

public sealed class SyntheseTestsOnPostgres(PostgresServer postgres) : SyntheseTests(postgres, DatabaseEngine.Postgres);
