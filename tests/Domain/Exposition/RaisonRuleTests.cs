using Parcoursup.Gateway.Domain.Exposition;
using static Parcoursup.Gateway.Domain.Tests.Exposition.Monde;

namespace Parcoursup.Gateway.Domain.Tests.Exposition;

/// <summary>Every uncovered line has one reason, and each says who can act on it.</summary>
public class RaisonRuleTests
{
    private static readonly ReponseExposition Inconnue = new ReponseExposition.Inconnu("Formation inconnue");
    private static readonly LigneCatalogue Apprenti = Ligne() with { Voie = Voie.Apprentissage };

    [Fact]
    public void A_covered_line_has_no_reason_and_says_why_its_code_was_kept()
    {
        var resultat = De(Apprenti with { CodeCfd = Bts }, _ => ChoixTests.Trouve(Record()));
        Assert.Null(resultat.Raison);
        Assert.Contains("Gardé CFD:32020116 à UAI_COMPOSANTE 0942542C", resultat.Explication, StringComparison.Ordinal);
        Assert.True(resultat.Scope);
    }

    public static TheoryData<LigneCatalogue, RaisonNonCouvert> Cas => new()
    {
        { Apprenti with { CodeCfd = "32020199" }, RaisonNonCouvert.NouvelleFormation },
        { Apprenti, RaisonNonCouvert.CodeInconnu },
        { Apprenti with { CodeCfd = "99999999" }, RaisonNonCouvert.CodeInconnu },
        { Apprenti with { CodeCfd = Bts, UaiComposante = "0750009Z" }, RaisonNonCouvert.UaiInconnu },
        { Apprenti with { CodeCfd = Bts, UaiComposante = null }, RaisonNonCouvert.UaiInconnu },
        { Apprenti with { CodeCfd = Bts, UaiComposante = "C590350K" }, RaisonNonCouvert.UaiInconnu },
        { Apprenti with { CodeCfd = Bts, UaiComposante = "9830001B" }, RaisonNonCouvert.TerritoireMalCouvert },
        { Apprenti with { Rncp = ["35341", "37391"] }, RaisonNonCouvert.PlusieursCertifications },
        { Ligne() with { CodeCfd = "40030001" }, RaisonNonCouvert.PlusieursAnneesTerminales },
        { Apprenti with { CodeCfd = Bts }, RaisonNonCouvert.SansRaison },
    };

    [Theory]
    [MemberData(nameof(Cas))]
    public void Each_uncovered_line_has_its_reason(LigneCatalogue ligne, RaisonNonCouvert raison)
    {
        var resultat = De(ligne, _ => Inconnue);
        Assert.Equal((Couverture.NonCouvert, raison), (resultat.Couverture, resultat.Raison!.Value));
        Assert.NotEmpty(resultat.Explication);
        Assert.NotEmpty(raison.Acteur());
    }

    [Fact]
    public void A_common_first_year_and_several_last_years_are_said_by_the_answer()
    {
        var terminales = ChoixTests.Trouve(Record(nb: null, taux: null) with { CertificationsTerminales = [new("1", null, "x", [])] });
        Assert.Equal(RaisonNonCouvert.PremiereAnneeCommune, De(Ligne() with { CodeMef = "2473500221" }, _ => terminales).Raison);
        Assert.Equal(RaisonNonCouvert.PlusieursAnneesTerminales, De(Apprenti with { CodeCfd = Bts }, _ => terminales).Raison);
    }

    [Fact]
    public void An_established_unknown_UAI_is_said_by_the_API_as_well() => Assert.Equal(RaisonNonCouvert.UaiInconnu,
        De(Apprenti with { CodeCfd = Bts }, _ => new ReponseExposition.EtablissementInconnu("Etablissement inconnu")).Raison);

    [Fact]
    public void Who_left_in_the_last_year_of_the_millesime_left()
    {
        // Opened in 2020 for two years: its first leavers left in 2022.
        Assert.Equal(RaisonNonCouvert.SansRaison, De(Ligne() with { CodeMef = "3112011621" }, _ => Inconnue, annee: 2022).Raison);
        Assert.Equal(RaisonNonCouvert.NouvelleFormation, De(Apprenti with { CodeCfd = "40031211" }, _ => Inconnue, annee: 2021).Raison);
        Assert.Equal(RaisonNonCouvert.SansRaison, De(Apprenti with { CodeCfd = "40031211" }, _ => Inconnue, annee: 2022).Raison);
    }

    [Fact]
    public void A_line_is_not_established_where_the_API_did_not_answer() =>
        Assert.False(De(Apprenti with { CodeCfd = Bts }, _ => new ReponseExposition.Echec("panne")).EstEtabli);

    [Fact]
    public void The_report_adds_up()
    {
        var lignes = Cas.Select(c => De(c.Data.Item1, _ => Inconnue)).Append(De(Apprenti with { CodeCfd = Bts }, _ => ChoixTests.Trouve(Record())))
            .Append(De(Apprenti with { CodeCfd = Bts }, _ => ChoixTests.Trouve(Record(nb: 2, taux: null)))).ToList();
        var rapport = RapportAppariement.De(lignes);
        Assert.Equal((12, 1, 1, 10), (rapport.Total, rapport.Couvert, rapport.SousLeSeuil, rapport.NonCouvert));
        Assert.Equal(11, rapport.Raisons.Values.Sum());
        Assert.Equal(12, rapport.Lignes.Sum(l => l.Total));
        Assert.All(rapport.Lignes, l => Assert.Equal(l.Total - l.Couvert, l.Raisons.Values.Sum()));
        Assert.Equal((1, 1), (rapport.Gains.Sum(g => g.Gain), rapport.Gains[^1].Cumul));
    }

    [Theory]
    [InlineData(100, 100, false)] // max(5 %, 100)
    [InlineData(500, 101, true)]
    [InlineData(10_000, 500, false)]
    [InlineData(10_000, 501, true)]
    public void A_run_that_loses_too_much_is_held(int avant, int perdues, bool retenue) =>
        Assert.Equal(retenue, GardeAppariement.Motif(avant, perdues) is not null);

    [Fact]
    public void Which_académies_the_data_cover_badly_is_a_table_of_its_own()
    {
        var ici = Apprenti with { CodeCfd = Bts };
        var outreMer = ici with { UaiComposante = "9830001B" };
        var tables = Tables with { AcademiesMalCouvertes = ["24"] };

        Assert.Equal(RaisonNonCouvert.TerritoireMalCouvert, De(ici, _ => Inconnue, tables: tables).Raison);
        Assert.Equal(RaisonNonCouvert.SansRaison, De(outreMer, _ => Inconnue, tables: tables).Raison);
        Assert.Equal(RaisonNonCouvert.SansRaison, De(outreMer, _ => Inconnue, tables: Tables with { AcademiesMalCouvertes = [] }).Raison);
    }

    internal static ResultatLigne De(
        LigneCatalogue ligne, Func<QuestionLigne, ReponseExposition> repondre, int annee = 2023, TablesNomenclature? tables = null)
    {
        var candidats = Chercher(ligne);
        return RaisonRule.Conclure(candidats, ChoixTests.Jouer(ligne, repondre), new ChoixRemuneration(candidats, null, null, false),
            new ContexteRaison(tables is null ? Toutes : new NomenclaturesExposition(tables), annee));
    }
}
