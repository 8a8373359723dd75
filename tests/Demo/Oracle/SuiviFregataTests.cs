using System.Text.Json.Nodes;
using Parcoursup.Gateway.Demo.Oracle;
using Parcoursup.Gateway.Demo.Scenario;

namespace Parcoursup.Gateway.Demo.Tests.Oracle;

/// <summary>One hand-made candidate at the lycée, and what Fregata holds in the evening (seed 002, rules G2 and G3).</summary>
public sealed class SuiviFregataTests
{
    private const int Code = 17;
    private const string Id = "2026-17-9201";
    private const string Traite = "Traite, Zoé Lefèvre, candidat.17@example.org, MEF 32721401421, DemiPensionnaire, division BTSA1, Oui, 2 responsables";
    private static readonly Candidat Zoe = new(Code, null, "F", "Lefèvre", "Zoé", new DateOnly(2008, 2, 28), true)
    {
        Responsables = [new("Lefèvre", "Ève"), new("Lefèvre", "Luc")],
    };

    private static readonly Import Importer = new(RoleFregata.Gestion, Demo.Scenario.Campagne.AnneeScolaire);
    private static readonly Traitement Traiter = new([new(Code, 9201, "BTSA1")]);
    private static readonly CleVoeu Cle = new(Code, 9201);

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(0, false)]
    [InlineData(3, false)]
    public void An_import_brings_those_who_accepted(int situation, bool attendu) =>
        Assert.Equal(attendu, Fregata(Jour(Jours.Juin25, [Oui(situation)], Importer)).Importes.ContainsKey(Id));

    [Fact]
    public void The_message_counts_candidates_and_guardians_given_twice_once()
    {
        var zoe = Zoe with { Responsables = [new("Lefèvre", "Ève"), new("Lefèvre", "Ève")] };
        var suivi = CampagneOracle.Calculer(Campagne(zoe, [], Jour(Jours.Juin25, [Oui()], Importer))).Fregata!.Suivi;
        Assert.Equal("Succes : INFO : Réception effectuée de 1 candidats avec succès, et de leur 1 responsables", Assert.Single(suivi));
    }

    [Fact]
    public void Another_school_year_leaves_no_trace_and_a_failure_changes_nothing()
    {
        var attendu = Fregata(Jour(Jours.Juin25, [Oui()], new Import(RoleFregata.Gestion, "2025-2026"), Importer with { Accident = true }));
        Assert.Empty(attendu.Importes);
        Assert.Equal("Echec : ERREUR : Réception des candidats impossible : Read timed out", Assert.Single(attendu.Suivi));
    }

    [Fact]
    public void A_cancelled_import_leaves_what_was_processed()
    {
        Assert.Equal("Annule", Fregata(Jour(Jours.Juin25, [Oui()], Importer, new AnnulationImport())).Importes[Id]);
        Assert.Equal(Traite, Fregata(Jour(Jours.Juin25, [Oui()], Importer, Traiter, new AnnulationImport())).Importes[Id]);
        Assert.StartsWith("à traiter", Fregata(Jour(Jours.Juin25, [Oui()], Importer, new AnnulationImport(), Importer)).Importes[Id], StringComparison.Ordinal);
    }

    /// <summary>Rule G2.</summary>
    [Fact]
    public void Whoever_leaves_is_désisté_when_not_processed_and_told_when_processed()
    {
        Assert.Equal("Desiste", Fregata(Jour(Jours.Juin25, [Oui()], Importer), Jour(Jours.Juillet15, [Oui(3)])).Importes[Id]);
        Assert.StartsWith("Traite (parti)", Fregata(Jour(Jours.Juin25, [Oui()], Importer, Traiter), Jour(Jours.Juillet15, [Oui(3)])).Importes[Id], StringComparison.Ordinal);
        Assert.Equal("Desiste", Fregata(
            Jour(Jours.Juin25, [Oui()], Importer, Traiter), Jour(Jours.Juillet15, [Oui(3)], new AnnulationValidation([Cle]))).Importes[Id]);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void A_failure_counts_from_the_day_after_the_publication(int jours, bool parti) => Assert.Equal(parti, Fregata(
        Jour(Jours.Juin25, [Oui()], Importer), Jour(Jours.Publication.AddDays(jours), [new ResultatBac(Code, "REFUSE", Jours.Publication)])).Importes[Id] == "Desiste");

    /// <summary>Rule G3.</summary>
    [Fact]
    public void A_later_import_replaces_what_is_not_processed_and_keeps_what_is()
    {
        Etape[] jours = [Jour(Jours.Juin25, [Oui()], Importer), Jour(Jours.Juillet15, [new NouveauCourriel(Code, "neuf@example.org")], Importer)];
        Assert.Contains("neuf@example.org", Fregata(jours).Importes[Id], StringComparison.Ordinal);

        jours[0] = Jour(Jours.Juin25, [Oui()], Importer, new Traitement([new(Code, 9201, "BTSA1", "corrige@example.org")]));
        Assert.Contains("corrige@example.org", Fregata(jours).Importes[Id], StringComparison.Ordinal);
        Assert.Equal("Inscrit, Parcoursup pas informé, corrige@example.org (autre chez Parcoursup), INA aucun, division BTSA1", Fregata(jours).Apprenants[Id]);
    }

    [Fact]
    public void A_validation_needs_the_rentrée_and_a_number_and_reaches_Parcoursup_at_once()
    {
        var juin = Jour(Jours.Juin25, [Oui()], Importer, Traiter);
        Assert.Equal(0, ChezParcoursup([], juin, Jour(Jours.Juillet20, [], new Immatriculation(), new Validation([Cle]))));
        Assert.Equal(0, ChezParcoursup([], juin, Jour(Jours.Rentree, [], new Validation([Cle]))));
        Assert.Equal(1, ChezParcoursup([], juin, Jour(Jours.Rentree, [], new Immatriculation(), new Validation([Cle]))));
        Assert.Equal(0, ChezParcoursup([Code], juin, Jour(Jours.Rentree, [], new Immatriculation(), new Validation([Cle]))));
        Assert.Equal(3, ChezParcoursup([], juin, Jour(Jours.Rentree, [], new Immatriculation(), new Validation([Cle])), Jour(Jours.Septembre10, [], new AnnulationValidation([Cle]))));
    }

    [Fact]
    public void An_import_that_a_fault_struck_must_stand_in_the_follow_up_with_the_words_that_Fregata_was_given()
    {
        var attendu = Fregata(Jour(Jours.Juin25, [Oui()], Importer)).Avec([new EchecSubi(0, "ERREUR : un"), new EchecSubi(1, "ERREUR : deux")]);
        Assert.Equal(["Echec : ERREUR : un", "Echec : ERREUR : deux", attendu.Suivi[2]], attendu.Suivi);
        Assert.StartsWith("Succes : INFO", attendu.Suivi[2], StringComparison.Ordinal);
    }

    [Fact]
    public void What_Fregata_holds_otherwise_is_a_line()
    {
        var attendu = Fregata(Jour(Jours.Juin25, [Oui()], Importer, Traiter));
        var etat = JsonNode.Parse("""
            { "importes": [ { "id": "2026-17-9201", "etat": "Traite", "apprenant": { "nom": "Lefèvre", "prenom": "Zoé", "mail": "candidat.17@example.org" },
                "formation": { "mef": "32721401421", "regime": "Interne", "division": "BTSA1" }, "reponse": "Oui", "reponseDefinitive": true, "responsables": [ {}, {} ], "desistement": null },
                { "id": "2026-18-9201", "etat": "Desiste" } ],
              "apprenants": [], "suivi": [ { "etat": "Echec", "message": "ERREUR" } ], "anomalies": [ "champ inconnu « x »" ] }
            """)!;
        Assert.Equal(
            [
                $"Fregata, dossier importé {Id} : attendu « {Traite} », trouvé « {Traite.Replace("DemiPensionnaire", "Interne", StringComparison.Ordinal)} »",
                "Fregata, dossier importé 2026-18-9201 : inattendu, trouvé « Desiste »",
                $"Fregata, apprenant {Id} : absent, attendu « Inscrit, Parcoursup pas informé, candidat.17@example.org, INA aucun, division BTSA1 »",
                "Fregata, suivi des échanges, import 1 : attendu « Succes : INFO : Réception effectuée de 1 candidats avec succès, et de leur 2 responsables », trouvé « Echec : ERREUR »",
                "Fregata, contrat non tenu : champ inconnu « x »",
            ],
            ComparaisonFregata.Ecarts(attendu, etat));
    }

    private static Reponse Oui(int situation = 1) => new(Code, 9201, 0, situation, 0, null, false);

    private static Etape Jour(DateOnly jour, Evenement[] evenements, params GesteFregata[] gestes) => new("", jour, TypeEtape.Ordinaire, evenements) { Fregata = gestes };

    private static Campagne Campagne(Candidat candidat, IEnumerable<int> refuses, params Etape[] etapes) =>
        new(new Dictionary<int, Candidat> { [Code] = candidat }, etapes, refuses.ToHashSet());

    private static FregataAttendu Fregata(params Etape[] etapes) => CampagneOracle.Calculer(Campagne(Zoe, [], etapes)).Fregata!;

    private static int ChezParcoursup(IEnumerable<int> refuses, params Etape[] etapes) =>
        CampagneOracle.Calculer(Campagne(Zoe, refuses, etapes)).Inscriptions.GetValueOrDefault((Code, 9201));
}
