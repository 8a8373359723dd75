using Parcoursup.Gateway.Domain.Exposition;
using static Parcoursup.Gateway.Domain.Tests.Exposition.Monde;

namespace Parcoursup.Gateway.Domain.Tests.Exposition;

/// <summary>What an answer is worth, and how it reads in the explanation of a line.</summary>
public class LectureReponseTests
{
    private static readonly IReadOnlyList<CertificationTerminale> Terminales = [new("24730001113", null, "Formation inconnue", [])];

    public static TheoryData<ReponseExposition, ValeurReponse, string> Absences => new()
    {
        { new ReponseExposition.Inconnu("Formation inconnue"), ValeurReponse.Inconnu, "Formation inconnue" },
        { new ReponseExposition.SansDonnees("Pas de données disponibles"), ValeurReponse.Inconnu, "Pas de données disponibles" },
        { new ReponseExposition.EtablissementInconnu("Etablissement inconnu"), ValeurReponse.EtablissementInconnu, "Etablissement inconnu" },
        { new ReponseExposition.SansMillesime("Pas de données", []), ValeurReponse.SansMillesime, "Pas de données" },
        { new ReponseExposition.SansMillesime("Pas de données", ["2021_2022", "2020_2021"]), ValeurReponse.SansMillesime, "Pas de données (disponibles : 2021_2022, 2020_2021)" },
        { new ReponseExposition.Refuse("UAI"), ValeurReponse.NonDemandable, "Demande refusée : UAI" },
        { new ReponseExposition.Echec("500"), ValeurReponse.Echec, "Échec : 500" },
    };

    [Theory]
    [MemberData(nameof(Absences))]
    public void Each_answer_without_a_record_keeps_its_own_meaning_for_both_questions(ReponseExposition reponse, ValeurReponse valeur, string texte)
    {
        Assert.Equal(valeur, LectureReponse.Insertion(reponse, commune: false));
        Assert.Equal(valeur, LectureReponse.Remuneration(reponse));
        Assert.Equal(texte, LectureReponse.EnClair(reponse, valeur));
    }

    [Theory]
    [InlineData(ValeurReponse.Couvert, "Couvert")]
    [InlineData(ValeurReponse.SousLeSeuil, "Sous le seuil")]
    [InlineData(ValeurReponse.AnneeCommune, "Première année commune")]
    [InlineData(ValeurReponse.PlusieursAnnees, "Plusieurs formations en année terminale")]
    [InlineData(ValeurReponse.SansChiffres, "Donnée sans chiffre")]
    [InlineData(ValeurReponse.Echec, "Réponse illisible")]
    public void What_a_record_is_worth_in_words(ValeurReponse valeur, string texte) =>
        Assert.Equal(texte, LectureReponse.EnClair(ChoixTests.Trouve(Record()), valeur));

    // Each figure alone is one; without a number of pupils a figure is enough.
    [Theory]
    [InlineData(20, 1, null, null, ValeurReponse.Couvert)]
    [InlineData(20, null, 1, null, ValeurReponse.Couvert)]
    [InlineData(20, null, null, 1, ValeurReponse.Couvert)]
    [InlineData(null, null, null, 1, ValeurReponse.Couvert)]
    [InlineData(19, 1, 1, 1, ValeurReponse.SousLeSeuil)]
    [InlineData(20, null, null, null, ValeurReponse.SansChiffres)]
    public void Figures_and_the_threshold(int? eleves, int? emploi, int? formation, int? autres, ValeurReponse valeur) =>
        Assert.Equal(valeur, LectureReponse.Insertion(ChoixTests.Trouve(Record(eleves, null) with
        {
            TauxEnEmploi6Mois = emploi, TauxEnFormation = formation, TauxAutres6Mois = autres,
        }), commune: true));

    [Theory]
    [InlineData(30, 50, ValeurReponse.Couvert)] // figures of its own outweigh the last years
    [InlineData(30, null, ValeurReponse.PlusieursAnnees)]
    [InlineData(3, 50, ValeurReponse.PlusieursAnnees)]
    [InlineData(null, null, ValeurReponse.PlusieursAnnees)]
    public void Last_years_stand_for_the_figures_that_a_record_lacks(int? eleves, int? taux, ValeurReponse valeur) =>
        Assert.Equal(valeur, LectureReponse.Insertion(ChoixTests.Trouve(Record(eleves, taux) with { CertificationsTerminales = Terminales }), commune: false));

    [Theory]
    [InlineData(1600, null, null, ValeurReponse.Couvert)]
    [InlineData(null, 1700, null, ValeurReponse.Couvert)]
    [InlineData(null, null, 1800, ValeurReponse.Couvert)]
    [InlineData(null, null, null, ValeurReponse.SansChiffres)]
    public void One_quartile_is_a_pay(int? q1, int? q2, int? q3, ValeurReponse valeur) => Assert.Equal(valeur, LectureReponse.Remuneration(
        ChoixTests.Trouve(Record() with { Salaire12MoisQ1 = q1, Salaire12MoisQ2 = q2, Salaire12MoisQ3 = q3 })));

    [Fact]
    public void A_held_run_says_what_it_would_lose_and_what_to_do() => Assert.Equal(
        "501 lignes couvertes sur 10000 ne le seraient plus, plus que le maximum de 500 : vérifier les nomenclatures, le catalogue et l'API, "
        + "puis relancer avec --confirmer si ces pertes sont voulues.", GardeAppariement.Motif(10_000, 501));
}
