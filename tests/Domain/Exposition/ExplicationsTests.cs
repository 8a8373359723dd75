using Parcoursup.Gateway.Domain.Exposition;
using static Parcoursup.Gateway.Domain.Tests.Exposition.Monde;

namespace Parcoursup.Gateway.Domain.Tests.Exposition;

/// <summary>What people read of a line: why its code was kept or why none was, word by word.</summary>
public class ExplicationsTests
{
    private static readonly LigneCatalogue Apprenti = Ligne() with { Voie = Voie.Apprentissage, CodeCfd = Bts };
    private static readonly ReponseExposition Inconnue = new ReponseExposition.Inconnu("Formation inconnue");

    public static TheoryData<LigneCatalogue, ReponseExposition, string> Cas => new()
    {
        { Apprenti, ChoixTests.Trouve(Record()), "Gardé CFD:32020116 à UAI_COMPOSANTE 0942542C (méthode normal, code self), dès le premier essai." },
        {
            Apprenti, ChoixTests.Trouve(Record(nb: 2, taux: null)),
            "Gardé CFD:32020116 à UAI_COMPOSANTE 0942542C (méthode normal, code self), la meilleure couverture de 4 essais, dans l'ordre des méthodes puis des UAI. "
            + "Moins de 20 élèves."
        },
        { Apprenti with { CodeCfd = "32020199" }, Inconnue, "Les premiers élèves sortent en 2026, après le dernier millésime de l'API (2023)." },
        { Apprenti with { CodeCfd = null }, Inconnue, "La ligne ne porte aucun code que les nomenclatures permettent de chercher." },
        { Apprenti with { CodeCfd = "99999999", Rncp = ["1", "2"] }, Inconnue, "Inconnu des nomenclatures : CODECFD « 99999999 », LISTE_RNCP « 1 », LISTE_RNCP « 2 »." },
        { Apprenti with { UaiComposante = null }, Inconnue, "La ligne ne porte aucun UAI." },
        { Apprenti with { UaiComposante = "0750009Z", UaiGestion = "0750008Y" }, Inconnue, "Inconnu : 0750009Z, 0750008Y." },
        { Apprenti with { UaiComposante = "C590350K" }, Inconnue, "Inconnu : C590350K (l'API n'accepte pas cette forme, il ne peut pas être demandé)." },
        { Apprenti with { UaiComposante = "9830001B" }, Inconnue, "L'établissement est dans l'académie 40, que les données couvrent mal." },
        { Apprenti, new ReponseExposition.Echec("panne"), "Rien n'est établi, l'API n'a pas répondu : Échec : panne" },
        {
            Apprenti with { CodeCfd = null, Rncp = ["35341", "37391"] }, Inconnue,
            "Plusieurs certifications répondent à la ligne (CFD:32020115, CFD:32020116, CFD:40030001, MEFSTAT11:24730001113, MEFSTAT11:27630001112) : préciser la "
            + "sienne dans le catalogue, ou par un encodage manuel."
        },
        {
            Ligne() with { CodeCfd = "40030001" }, Inconnue,
            "La certification a plusieurs années terminales (MEFSTAT11:24730001113, MEFSTAT11:27630001112) : donner le MEF."
        },
        { Apprenti, Inconnue, "6 essais : l'API n'a de données pour aucun." },
        { Apprenti with { CodeCfd = "32020402", UaiComposante = "9740001A" }, Inconnue, "1 essai : l'API n'a de données pour aucun." },
    };

    [Theory]
    [MemberData(nameof(Cas))]
    public void Each_line_says_why(LigneCatalogue ligne, ReponseExposition reponse, string explication) =>
        Assert.Equal(explication, RaisonRuleTests.De(ligne, _ => reponse).Explication);

    [Fact]
    public void Last_years_and_a_common_first_year_are_told()
    {
        var terminales = ChoixTests.Trouve(Record(nb: null, taux: null) with { CertificationsTerminales = [new("1", null, "x", [])] });

        Assert.Equal("L'API répond par plusieurs formations en année terminale.", RaisonRuleTests.De(Apprenti, _ => terminales).Explication);
        Assert.Equal("La première année est commune à plusieurs certifications.", RaisonRuleTests.De(Ligne() with { CodeMef = "2473500221" }, _ => terminales).Explication);
    }

    [Fact]
    public void A_new_certification_is_one_only_where_the_last_year_is_known_and_nothing_came_before_it()
    {
        var nouvelle = Apprenti with { CodeCfd = "32020199" };

        Assert.Equal(RaisonNonCouvert.NouvelleFormation, RaisonRuleTests.De(nouvelle, _ => Inconnue, annee: 2025).Raison);
        Assert.NotEqual(RaisonNonCouvert.NouvelleFormation, RaisonRuleTests.De(nouvelle, _ => Inconnue, annee: 2026).Raison);
        var ancienne = Tables with { Diplomes = [.. Tables.Diplomes!, new("32020199", null, ["32020115"], [])] };
        Assert.NotEqual(RaisonNonCouvert.NouvelleFormation, RaisonRuleTests.De(nouvelle, _ => Inconnue, annee: 2025, tables: ancienne).Raison);
        // One of its certifications is old.
        Assert.NotEqual(RaisonNonCouvert.NouvelleFormation, RaisonRuleTests.De(nouvelle with { Rncp = ["37391"] }, _ => Inconnue, annee: 2025).Raison);
    }

    [Fact]
    public void A_line_of_which_one_code_is_known_or_whose_UAI_is_in_no_list_is_not_unknown()
    {
        Assert.Equal(RaisonNonCouvert.SansRaison, RaisonRuleTests.De(Apprenti with { Rncp = ["1"] }, _ => Inconnue).Raison);
        Assert.Equal(RaisonNonCouvert.SansRaison, RaisonRuleTests.De(Apprenti, _ => Inconnue, tables: Tables with { Uais = null }).Raison);
    }

    [Fact]
    public void An_UAI_that_cannot_be_asked_is_told_with_its_answer() => Assert.Equal(
        "Demande refusée : cet UAI n'a pas la forme que l'API accepte",
        Assert.Single(ChoixTests.Jouer(Apprenti with { CodeCfd = "32020402", UaiComposante = "C590350K" }, _ => Inconnue).Essais).EnClair);

    [Theory]
    [InlineData(null, "Code vide : " + Formes)]
    [InlineData(" ", "Code vide : " + Formes)]
    [InlineData("RNCP:35341", "« RNCP:35341 » : préfixe « RNCP » inconnu ; " + Formes)]
    [InlineData(":35341", "« :35341 » : préfixe «  » inconnu ; " + Formes)]
    [InlineData(":40025214", "« :40025214 » : préfixe «  » inconnu ; " + Formes)]
    [InlineData("2500249", "« 2500249 » : un code SISE s'écrit avec son préfixe, SISE:2500249.")]
    [InlineData("123", "« 123 » : 3 caractères, ce n'est la longueur d'aucun code ; " + Formes)]
    [InlineData("CFD:4002521", "« CFD:4002521 » : un code CFD a 8 caractères, celui-ci en a 7.")]
    [InlineData("CFD:400252145", "« CFD:400252145 » : un code CFD a 8 caractères, celui-ci en a 9.")]
    [InlineData("MEFSTAT11:1", "« MEFSTAT11:1 » : un code MEFSTAT11 a 11 caractères, celui-ci en a 1.")]
    [InlineData("4002-214", "« 4002-214 » : un code ne contient que des chiffres et des lettres sans accent.")]
    public void What_is_no_code_is_told_whole(string? texte, string refus) => Assert.Equal((null, refus), CodeCertification.Lire(texte));

    [Theory]
    [InlineData("CFD : 40025214", "CFD:40025214")]
    [InlineData("0000000Z", "CFD:0000000Z")]
    [InlineData("A9999999", "CFD:A9999999")]
    public void A_code_has_digits_and_capitals(string texte, string code) => Assert.Equal(code, CodeCertification.Lire(texte).Code.ToString());

    [Fact]
    public void A_bare_value_of_a_column_may_have_its_own_prefix_and_no_other()
    {
        Assert.Equal(
            ["CFD:40025214", "CFD:40025214", "CFD:40025214", null, null, null, null],
            ((string?[])["40025214", "cfd: 40025214", " 40025214 ", "SISE:40025214", "4002521", "4002-214", null])
                .Select(t => CodeCertification.De(Domain.Exposition.TypeCode.Cfd, t)?.ToString()));
        Assert.Null(CodeCertification.De(Domain.Exposition.TypeCode.Mef11, "MEFSTAT11 24725214311"));
        Assert.Equal("SISE:2500249", CodeCertification.De(Domain.Exposition.TypeCode.Sise, "2500249").ToString());
        Assert.Equal("MEFSTAT11:24725214311", CodeCertification.De(Domain.Exposition.TypeCode.Mef11, "MEFSTAT11:24725214311").ToString());
    }

    [Fact]
    public void Each_kind_of_code_has_its_prefix_and_its_length() => Assert.Equal(
        [("CFD", 8), ("MEFSTAT11", 11), ("SISE", 7)], Enum.GetValues<Domain.Exposition.TypeCode>().Select(t => (CodeCertification.NomDe(t), CodeCertification.LongueurDe(t))));

    [Fact]
    public void Each_UAI_is_called_by_where_it_comes_from() => Assert.Equal(
        ["UAI_COMPOSANTE", "UAI_AFF", "UAI_GES", "UAI_MERE"], Enum.GetValues<SourceUai>().Select(s => new UaiExposition(Uai, s).Type));

    private const string Formes =
        "écrire un CFD (8 caractères, CFD:40025214), un MEFSTAT11 (11 caractères, MEFSTAT11:24725214311) ou un code SISE avec son préfixe (7 caractères, SISE:2500249).";
}
