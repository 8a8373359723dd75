using Parcoursup.Gateway.Demo.Oracle;
using Parcoursup.Gateway.Demo.Scenario;

namespace Parcoursup.Gateway.Demo.Tests.Oracle;

/// <summary>One hand-made candidate at the university on Scolarix, and what its base holds in the evening (rule G1, seed 003).</summary>
public sealed class SuiviScolarixTests
{
    private const int Code = 17;
    private static readonly Candidat Zoe = new(Code, "123456789AB", "F", "Lefèvre", "Zoé", new DateOnly(2008, 2, 28), true);

    [Theory]
    [InlineData(1, "ADMIS", true)]
    [InlineData(1, "REFUSE", false)]
    [InlineData(1, "RATTRAPAGE", false)]
    [InlineData(2, "ADMIS", false)]
    [InlineData(0, "ADMIS", false)]
    [InlineData(3, "ADMIS", false)]
    public void Oui_and_the_baccalauréat_are_both_needed(int situation, string resultat, bool attendu) =>
        Assert.Equal(attendu, Base(Zoe, Jour(Jours.Juin25, Oui(situation)), Jour(Jours.Publication, Resultat(resultat))).ContainsKey("17"));

    [Fact]
    public void The_line_is_what_the_candidate_typed() => Assert.Equal(
        "123456789AB, MME Lefèvre Zoé, 28/02/2008, candidat.17@example.org", Base(Zoe, Jour(Jours.Juin25, Oui()), Jour(Jours.Publication, Resultat("ADMIS")))["17"]);

    [Fact]
    public void Before_the_publication_there_is_no_base() =>
        Assert.Empty(Base(Zoe with { AnneeBac = 2024 }, Jour(Jours.Juin25, Oui())));

    [Theory]
    [InlineData(2024, "Générale", true)]
    [InlineData(2026, ProfilsLagune.SerieEquivalente, true)]
    [InlineData(2026, "Générale", false)]
    public void Without_a_result_a_former_or_another_diploma_counts(int annee, string serie, bool attendu)
    {
        var campagne = Campagne(Zoe with { AnneeBac = annee, Serie = serie }, Jour(Jours.Juin25, Oui()), Jour(Jours.Publication));
        var scolarix = CampagneOracle.Calculer(campagne).Scolarix!;
        Assert.Equal(attendu, scolarix.Base.ContainsKey("17"));
        Assert.Equal(!attendu, scolarix.ADecider.Contains(Code));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_person_decides_about_those_of_whom_nothing_is_known(bool titulaire)
    {
        var scolarix = CampagneOracle.Calculer(Campagne(Zoe, Jour(Jours.Publication, Oui()), Jour(Jours.Lendemain, new Declaration(Code, titulaire)))).Scolarix!;
        Assert.Equal(titulaire, scolarix.Base.ContainsKey("17"));
        Assert.Empty(scolarix.ADecider);
    }

    [Fact]
    public void The_rattrapage_goes_out_and_comes_in_again()
    {
        Etape[] jours = [Jour(Jours.Publication, Oui(), Resultat("ADMIS")), Jour(Jours.Lendemain, Resultat("RATTRAPAGE")), Jour(Jours.Rattrapage, Resultat("ADMIS"))];
        Assert.Equal([true, false, true], Enumerable.Range(1, 3).Select(n => Base(Zoe, jours[..n]).ContainsKey("17")));
    }

    [Fact]
    public void Oui_en_attente_that_becomes_Oui_enters_and_whoever_resigns_leaves()
    {
        Etape[] jours = [Jour(Jours.Publication, Oui(2), Resultat("ADMIS")), Jour(Jours.Lendemain, Oui()), Jour(Jours.Juillet15, new Disparition(Code, 9101, 0))];
        Assert.Equal([false, true, false], Enumerable.Range(1, 3).Select(n => Base(Zoe, jours[..n]).ContainsKey("17")));
    }

    [Fact]
    public void A_préinscription_counts_on_the_base_of_the_evening_before()
    {
        var essai = new TentativePreinscription(Code);
        var scolarix = CampagneOracle.Calculer(Campagne(
            Zoe, Jour(Jours.Publication, Oui(), Resultat("ADMIS"), essai), Jour(Jours.Lendemain, Oui(3)), Jour(Jours.Rattrapage, essai))).Scolarix!;
        Assert.Equal([Code, Code], scolarix.Refus);
        Assert.Empty(scolarix.Preinscrits);

        scolarix = CampagneOracle.Calculer(Campagne(Zoe, Jour(Jours.Publication, Oui(), Resultat("ADMIS")), Jour(Jours.Lendemain, essai, Oui(3)))).Scolarix!;
        Assert.Equal([Code], scolarix.Preinscrits);
    }

    [Theory]
    [InlineData(true, false, "VALIDEE, payée, Principale", 1)]
    [InlineData(false, false, "VALIDEE, non payée, Principale", 0)]
    public void An_enrolment_is_reported_when_it_is_paid(bool payee, bool annulee, string inscription, int chezParcoursup)
    {
        var attendu = CampagneOracle.Calculer(Campagne(Zoe, Jour(Jours.Publication, Oui(), Resultat("ADMIS")), Jour(Jours.Lendemain, Ia(payee, annulee))));
        Assert.Equal(inscription, attendu.Scolarix!.Inscriptions["17"]);
        Assert.Equal(chezParcoursup, attendu.Inscriptions.GetValueOrDefault((Code, 9101)));
    }

    [Fact]
    public void A_cancellation_is_reported_after_a_report() => Assert.Equal(3, CampagneOracle.Calculer(Campagne(
        Zoe, Jour(Jours.Publication, Oui(), Resultat("ADMIS")), Jour(Jours.Lendemain, Ia(true, false)), Jour(Jours.Rattrapage, Ia(true, true)))).Inscriptions[(Code, 9101)]);

    [Fact]
    public void What_is_not_in_Scolarix_is_a_line()
    {
        var attendu = CampagneOracle.Calculer(Campagne(Zoe, Jour(Jours.Publication, Oui(), Resultat("ADMIS")), Jour(Jours.Lendemain, Ia(true, false)))).Scolarix!;
        var etat = System.Text.Json.Nodes.JsonNode.Parse("""
            { "base": [ { "NUMERO_PARCOURSUP": "18", "INE": "", "CIVILITE": "M", "NOM": "A", "PRENOM": "B", "DATE_NAISSANCE": "01/01/2008", "MAIL": "" } ],
              "preinscriptions": [ 17 ], "refus": [ { "codeCandidat": 19 } ], "inscriptions": [ { "codeCandidat": 17, "statut": "VALIDEE", "payee": false, "type": "Principale" } ],
              "imports": [ { "instantane": 3, "reussi": false, "message": "colonne" } ] }
            """)!;
        Assert.Equal(
            [
                "Scolarix, base, candidat 17 : absent, attendu « 123456789AB, MME Lefèvre Zoé, 28/02/2008, candidat.17@example.org »",
                "Scolarix, base, candidat 18 : inattendu, trouvé « sans INE, M A B, 01/01/2008,  »",
                "Scolarix, préinscriptions refusées : le candidat 19 est de trop",
                "Scolarix, inscription du candidat 17 : attendu « VALIDEE, payée, Principale », trouvé « VALIDEE, non payée, Principale »",
                "Scolarix a refusé l'instantané 3 : colonne",
            ],
            ComparaisonScolarix.Ecarts(attendu, etat));
    }

    private static Reponse Oui(int situation = 1) => new(Code, 9101, 0, situation, 0, null, false);

    private static ResultatBac Resultat(string resultat) => new(Code, resultat, Jours.Publication);

    private static Inscription Ia(bool payee, bool annulee) => new(Code, 9101, null, "Principale", payee, true, annulee, false, "FichierScolarix");

    private static Etape Jour(DateOnly jour, params Evenement[] evenements) => new("", jour, TypeEtape.Ordinaire, evenements);

    private static Campagne Campagne(Candidat candidat, params Etape[] etapes) => new(new Dictionary<int, Candidat> { [Code] = candidat }, etapes, new HashSet<int>());

    private static IReadOnlyDictionary<string, string> Base(Candidat candidat, params Etape[] etapes) => CampagneOracle.Calculer(Campagne(candidat, etapes)).Scolarix!.Base;
}
