using Parcoursup.Gateway.Domain.Exposition;
using static Parcoursup.Gateway.Domain.Tests.Exposition.Monde;

namespace Parcoursup.Gateway.Domain.Tests.Exposition;

/// <summary>The choice of code and UAI, and how answers are read.</summary>
public class ChoixTests
{
    private static readonly ReponseExposition Inconnue = new ReponseExposition.Inconnu("Formation inconnue");

    private static readonly LigneCatalogue Apprenti = Ligne() with
    {
        Voie = Voie.Apprentissage, CodeCfd = Bts, Rncp = ["37391"], UaiComposante = "0750001A", UaiAffectation = "0750002B", UaiGestion = Uai,
    };

    [Fact]
    public void Codes_are_tried_from_the_certification_itself_to_older_ones_and_UAI_in_their_order_the_mother_last() => Assert.Equal(
        [
            "CFD:32020116 0750001A", "CFD:32020116 0750002B", "CFD:32020116 " + Uai, "CFD:32020116 " + Mere,
            "CFD:32020115 0750001A", "CFD:32020115 0750002B", "CFD:32020115 " + Uai, "CFD:32020115 " + Mere,
            "CFD:40030001 0750001A", "CFD:40030001 0750002B", "CFD:40030001 " + Uai, "CFD:40030001 " + Mere,
            "MEFSTAT11:31112011622 0750001A", "MEFSTAT11:31112011622 0750002B", "MEFSTAT11:31112011622 " + Uai,
            "MEFSTAT11:31112011622 " + Mere,
        ], Jouer(Apprenti, _ => Inconnue).Essais.Select(Texte));

    [Fact]
    public void The_first_coverage_ends_the_search()
    {
        var choix = Jouer(Apprenti, q => q.Uai!.Value.Uai == "0750002B" ? Trouve(Record()) : Inconnue);
        Assert.Equal((2, Couverture.Couvert, "0750002B"), (choix.Essais.Count, choix.Couverture, choix.Retenu!.Question.Uai!.Value.Uai));
    }

    [Fact]
    public void Under_the_threshold_goes_on_within_its_method_and_ends_before_the_next_one()
    {
        var choix = Jouer(Apprenti, q => q.Uai!.Value.Uai == "0750002B" ? Trouve(Record(nb: 12, taux: null)) : Inconnue);
        Assert.Equal((8, Couverture.SousLeSeuil), (choix.Essais.Count, choix.Couverture));
        Assert.Equal("CFD:32020116 0750002B", Texte(choix.Retenu!));
    }

    [Fact]
    public void The_best_coverage_of_a_method_is_kept_then_the_best_matching()
    {
        var choix = Jouer(Apprenti, q => q.Code == Cfd("32020115") && q.Uai!.Value.Uai == Mere ? Trouve(Record())
            : q.Uai!.Value.Uai == "0750001A" ? Trouve(Record(nb: 3, taux: null)) : Inconnue);
        Assert.Equal(("CFD:32020115 " + Mere, Couverture.Couvert), (Texte(choix.Retenu!), choix.Couverture));
    }

    [Fact]
    public void An_uai_that_the_API_does_not_take_is_said_and_not_asked()
    {
        var asked = new List<string>();
        var choix = Jouer(Ligne() with { UaiComposante = "C590350K", Voie = Voie.Apprentissage, CodeCfd = "32020402" },
            q => { asked.Add(q.Uai!.Value.Uai); return Inconnue; });
        Assert.Empty(asked);
        Assert.Equal(ValeurReponse.NonDemandable, Assert.Single(choix.Essais).Valeur);
    }

    [Fact]
    public void From_year_to_year_only_where_that_is_asked_for_and_each_year_once()
    {
        static ReponseExposition Repondre(QuestionLigne q) =>
            new ReponseExposition.SansMillesime("Pas de données pour le millésime", ["2019_2020", "2020_2021", q.Millesime!]);

        var ligne = Ligne() with { Voie = Voie.Apprentissage, CodeCfd = "32020402", UaiComposante = "0750001A" };
        Assert.Equal(["2022_2023"], Jouer(ligne, Repondre, "2022_2023").Essais.Select(e => e.Question.Millesime));
        Assert.Equal(["2022_2023", "2020_2021", "2019_2020"],
            Jouer(ligne, Repondre, "2022_2023", repli: true).Essais.Select(e => e.Question.Millesime));
    }

    [Theory]
    [InlineData(20, 50, ValeurReponse.Couvert)]
    [InlineData(19, null, ValeurReponse.SousLeSeuil)]
    [InlineData(null, null, ValeurReponse.SousLeSeuil)]
    [InlineData(30, null, ValeurReponse.SansChiffres)]
    public void Under_the_threshold_is_not_absent(int? nb, int? taux, ValeurReponse attendue) =>
        Assert.Equal(attendue, LectureReponse.Insertion(Trouve(Record(nb, taux)), commune: false));

    [Fact]
    public void A_200_with_several_last_years_is_no_coverage()
    {
        var record = Record(nb: null, taux: null) with
        {
            CertificationsTerminales = [new("24730001113", null, "Formation inconnue", []), new("24730001114", Record(), null, [])],
        };
        Assert.Equal(ValeurReponse.PlusieursAnnees, LectureReponse.Insertion(Trouve(record), commune: false));
        Assert.Equal(ValeurReponse.AnneeCommune, LectureReponse.Insertion(Trouve(record), commune: true));
    }

    [Fact]
    public void A_failure_is_never_no_data() =>
        Assert.Equal(ValeurReponse.Echec, LectureReponse.Insertion(new ReponseExposition.Echec("404 d'un intermédiaire"), commune: false));

    [Fact]
    public void Pay_comes_from_the_certification_and_stays_under_the_threshold()
    {
        var candidats = Chercher(Apprenti);
        var choix = new ChoixRemuneration(candidats, null, null, repli: false);
        while (choix.Suivante() is { } question)
            choix.Repondre(new(question.Code == Cfd("32020115")
                ? Trouve(Record(nb: 3, taux: null) with { Salaire12MoisQ2 = 1620 }) : Trouve(Record()), default));
        Assert.Equal(("CFD:32020115", 1620m), (choix.Retenu!.Question.Code.ToString(), choix.Retenu.Enregistrement!.Salaire12MoisQ2));
        Assert.All(choix.Essais, e => Assert.Null(e.Question.Uai));
    }

    [Fact]
    public void The_pay_is_asked_first_under_the_code_that_the_insertion_was_found_by_and_each_code_once()
    {
        var insertion = Jouer(Apprenti, q => q.Code == Cfd("40030001") ? Trouve(Record()) : Inconnue).Retenu!;
        var choix = new ChoixRemuneration(Chercher(Apprenti), insertion, "2023", repli: false);
        while (choix.Suivante() is not null) choix.Repondre(new(Inconnue, default));

        Assert.Equal(["CFD:40030001", "CFD:32020116", "CFD:32020115", "MEFSTAT11:31112011622"], choix.Essais.Select(e => e.Question.Code.ToString()));
        Assert.All(choix.Essais, e => Assert.Equal(("2023", false), (e.Question.Millesime, e.Question.Repli)));
        Assert.Null(choix.Retenu);
    }

    [Fact]
    public void The_pay_of_another_year_is_asked_where_that_is_wanted_and_none_after_one_that_gave_a_record()
    {
        var choix = new ChoixRemuneration(Chercher(Ligne() with { Voie = Voie.Apprentissage, CodeCfd = Bts }), null, "2023", repli: true);
        var asked = new List<string>();
        while (choix.Suivante() is { } question)
        {
            asked.Add($"{question.Code.Valeur} {question.Millesime} {question.Repli}");
            choix.Repondre(new(question.Millesime switch
            {
                "2023" => new ReponseExposition.SansMillesime("Pas de données", ["2020", "2023", "2021", "2021"]),
                "2021" => Trouve(Record()),
                _ => Inconnue,
            }, default));
        }

        Assert.Equal([Bts + " 2023 False", Bts + " 2021 True", "32020115 2023 False", "32020115 2021 True", "31112011622 2023 False", "31112011622 2021 True"], asked);
    }

    [Fact]
    public void The_first_pay_ends_the_search()
    {
        var choix = new ChoixRemuneration(Chercher(Apprenti), null, null, repli: false);
        while (choix.Suivante() is not null) choix.Repondre(new(Trouve(Record() with { Salaire12MoisQ1 = 1500 }), default));

        Assert.Single(choix.Essais);
        Assert.Equal("CFD:32020116", choix.Retenu!.Question.Code.ToString());
    }

    [Fact]
    public void Of_the_years_that_there_are_the_latest_is_asked_first_and_each_once_until_one_gives_a_record()
    {
        var ligne = Ligne() with { Voie = Voie.Apprentissage, CodeCfd = "32020402", UaiComposante = "0750001A" };
        string[] years = ["2020", "2019_2020", "2021", "2020", "2022"];

        Assert.Equal(["2022", "2021", "2020", "2019_2020"], Jouer(ligne, _ => new ReponseExposition.SansMillesime("", years), "2022", repli: true).Essais.Select(e => e.Question.Millesime));
        Assert.Equal(["2022", "2021"],
            Jouer(ligne, q => q.Repli ? Trouve(Record(nb: 2, taux: null)) : new ReponseExposition.SansMillesime("", years), "2022", repli: true).Essais.Select(e => e.Question.Millesime));
    }

    [Fact]
    public void Nothing_can_be_answered_that_was_not_asked()
    {
        Assert.Equal("Nothing was asked.", Assert.Throws<InvalidOperationException>(() => new ChoixInsertion(Chercher(Apprenti), null, false).Repondre(new(Inconnue, default))).Message);
        Assert.Equal("Nothing was asked.", Assert.Throws<InvalidOperationException>(
            () => new ChoixRemuneration(Chercher(Apprenti), null, null, false).Repondre(new(Inconnue, default))).Message);
    }

    [Fact]
    public void An_equal_coverage_later_in_the_method_does_not_take_the_place_of_the_first()
    {
        var choix = Jouer(Apprenti, q => q.Uai!.Value.Uai != "0750001A" ? Trouve(Record(nb: 12, taux: null)) : Inconnue);

        Assert.Equal("CFD:32020116 0750002B", Texte(choix.Retenu!));
    }

    internal static ReponseExposition Trouve(EnregistrementExposition record) => new ReponseExposition.Trouve(record);

    internal static ChoixInsertion Jouer(
        LigneCatalogue ligne, Func<QuestionLigne, ReponseExposition> repondre, string? millesime = null, bool repli = false,
        NomenclaturesExposition? nomenclatures = null)
    {
        var choix = new ChoixInsertion(CandidatsRule.De(ligne, nomenclatures ?? Toutes), millesime, repli);
        while (choix.Suivante() is { } question) choix.Repondre(new(repondre(question), default));
        return choix;
    }

    private static string Texte(EssaiLigne essai) => $"{essai.Question.Code} {essai.Question.Uai!.Value.Uai}";
}
