using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Domain.Catalogue.Envois;
using static Parcoursup.Gateway.Domain.Catalogue.StatutCatalogue;
using static Parcoursup.Gateway.Domain.Tests.Catalogue.Formations;

namespace Parcoursup.Gateway.Domain.Tests.Catalogue;

/// <summary>Who acts, what is compared and what is posted, field by field.</summary>
public class DetailsTests
{
    [Theory]
    [InlineData("moss", RoleCatalogue.Moss)]
    [InlineData(" Instructeur ", RoleCatalogue.Instructeur)]
    [InlineData("LECTURE", RoleCatalogue.Lecture)]
    [InlineData("recteur", null)]
    [InlineData(null, null)]
    public void Roles_are_read_whatever_their_case(string? text, RoleCatalogue? role) => Assert.Equal(role, Acteur.LireRole(text));

    [Fact]
    public void Who_acts_has_a_name_a_role_and_his_academies()
    {
        var marie = Acteur.Lire(" Marie ", "lecture", " 14, 001 ,", out var refus)!;

        Assert.Equal(("Marie", RoleCatalogue.Lecture, (string?)null), (marie.Nom, marie.Role, refus));
        Assert.Equal([1, 14], marie.Academies!.Order());
        Assert.Null(Acteur.Lire("Marie", "lecture", "14,-1", out _)!.Academies);
        Assert.Empty(Acteur.Lire("Marie", "lecture", null, out _)!.Academies!);
        Assert.Null(Acteur.Lire(" ", "lecture", "14", out refus));
        Assert.Equal("Indiquer qui agit (--auteur).", refus);
    }

    [Theory]
    [InlineData("14", 14, true)]
    [InlineData("14", 1, false)]
    [InlineData("14", null, false)]
    [InlineData("-1", null, true)]
    [InlineData("-1", 14, true)]
    [InlineData("", 14, false)]
    public void A_formation_is_of_somebody_s_academies_or_not(string academies, int? academie, bool own)
    {
        Assert.Equal(own, Acteur.Lire("Marie", "lecture", academies, out _)!.EstDe(academie));
        Assert.Equal(own, Acteur.Lire("Marie", "lecture", academies, out _)!.Voit(academie));
        Assert.True(Acteur.Lire("Marie", "moss", academies, out _)!.Voit(academie));
    }

    [Theory]
    [InlineData("x,14", "« x » n'est pas une académie : écrire des numéros séparés par des virgules, ou -1 pour toutes.")]
    [InlineData("14,99", "« 99 » n'est pas une académie : écrire des numéros séparés par des virgules, ou -1 pour toutes.")]
    public void An_academie_that_there_is_not_is_told(string academies, string refus)
    {
        Assert.False(Acteur.LireAcademies(academies, out _, out var told));
        Assert.Equal(refus, told);
    }

    [Fact]
    public void Each_academie_has_its_name()
    {
        string[] names =
        [
            "Paris", "Aix-Marseille", "Besançon", "Bordeaux", "Caen", "Clermont-Ferrand", "Dijon", "Grenoble", "Lille", "Lyon", "Montpellier", "Nancy-Metz",
            "Poitiers", "Rennes", "Strasbourg", "Toulouse", "Nantes", "Orléans-Tours", "Reims", "Amiens", "Rouen", "Limoges", "Nice", "Créteil", "Versailles",
            "Corse", "La Réunion", "Martinique", "Guadeloupe", "Guyane", "Nouvelle-Calédonie", "Polynésie française", "Wallis-et-Futuna", "Mayotte",
            "Saint-Pierre-et-Miquelon", "Normandie",
        ];

        Assert.Equal(Academies.Toutes.Zip(names, (number, name) => $"{name} ({number})"), Academies.Toutes.Select(n => Academies.Nom(n)));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(" ", true)]
    [InlineData("0", true)]
    [InlineData(" 000 ", true)]
    [InlineData("010", false)]
    [InlineData("14", false)]
    public void Nothing_or_zeros_are_the_whole_country(string? text, bool national) => Assert.Equal(national, Academies.EstNationale(text));

    [Theory]
    [InlineData("intitule_long", "BTS ELECTROTECHNIQUE")]
    [InlineData("libelle_court", "Électro")]
    [InlineData("niveau_formation_diplome", "5")]
    [InlineData("bcn_mefs_10.mef10", "1111111111")]
    [InlineData("rncp_code", "RNCP1")]
    [InlineData("rncp_details.nsf_code", "255")]
    [InlineData("cfd", "32025515")]
    public void Each_field_of_a_criterion_reads_its_own_value(string field, string value)
    {
        var formation = Bonne() with { LibelleCourt = "Électro", NiveauFormationDiplome = "5", Mefs = ["1111111111"], RncpCode = "RNCP1", Nsf = ["255"] };

        Assert.Equal([field], Critere.TousChamps.Where(f => MoteurReglesTests.Condition(f, "égal à", value).Tient(formation)));
        Assert.Equal(Critere.TousChamps, Critere.Champs.Split(", "));
        Assert.Equal(["égal à", "différent de", "contient", "ne contient pas", "commence par", "termine par", "regexp"], Critere.TousOperateurs);
    }

    [Theory]
    [InlineData("égal à", "bts electrotechnique", true)]
    [InlineData("égal à", "bts", false)]
    [InlineData("contient", "elec", true)]
    [InlineData("commence par", "bts", true)]
    [InlineData("commence par", "electro", false)]
    [InlineData("termine par", "TECHNIQUE", true)]
    [InlineData("termine par", "bts", false)]
    [InlineData("regexp", "bts", false)] // where the case counts
    [InlineData("regexp", "TECH", true)]
    public void Case_does_not_matter_except_in_a_regular_expression(string op, string value, bool holds) =>
        Assert.Equal(holds, MoteurReglesTests.Condition("intitule_long", op, value).Tient(Bonne()));

    [Fact]
    public void A_regular_expression_has_three_hundred_characters_at_most_and_never_goes_back()
    {
        Assert.NotNull(Critere.Lire("cfd", "regexp", new string('a', 300), out _));
        Assert.Null(Critere.Lire("cfd", "regexp", new string('a', 301), out var refusal));
        Assert.Equal(("valeur", "L'expression a 301 caractères : 300 au plus."), refusal);
        Critere.Lire("cfd", "regexp", "(?=a)a", out refusal);
        Assert.Equal("« (?=a)a » contient un regard en avant ou en arrière, ou un renvoi : leur durée ne peut pas être bornée ; écrire plusieurs critères.", refusal.Motif);
    }

    [Fact]
    public void What_is_posted_of_a_formation_is_never_null()
    {
        var nothing = ChargePublication.De(new FormationCatalogue { Cle = "A#L01" }, null, null, new HashSet<string>());
        var whole = ChargePublication.De(Bonne() with { RncpCode = "RNCP1", Mefs = ["1"], MefsParcoursup = ["2", "2"] }, " 34513 ", "Marie", new HashSet<string> { "1", "2" });

        Assert.Equal(("", "", "", "", "A#L01", ""), (nothing.GTaCod, nothing.User, nothing.Cfd, nothing.Uai, nothing.Rco, nothing.Mef));
        Assert.Empty(nothing.Rncp);
        Assert.Equal(("34513", "Marie", "32025515", "0350001A", "A", "2"), (whole.GTaCod, whole.User, whole.Cfd, whole.Uai, whole.Rco, whole.Mef));
        Assert.Equal(["RNCP1"], whole.Rncp);
    }

    [Fact]
    public void A_failure_shows_Parcoursup_s_words_and_else_what_happened()
    {
        var before = new EtatPublication(PretPourIntegration, "7") { Erreur = "avant", Rejection = "avant" };

        Assert.Equal(before with { Statut = EchecEnvoi, Erreur = "panne", Rejection = "explication" },
            SuiteEnvoi.Appliquer(before, new VerdictEnvoi.Echec(NatureEchec.Indisponible, "explication", "panne")));
        Assert.Equal(before with { Statut = EchecEnvoi, Erreur = "explication", Rejection = "explication" },
            SuiteEnvoi.Appliquer(before, new VerdictEnvoi.Echec(NatureEchec.Indisponible, "explication")));
        Assert.Equal(before with { Statut = Publie, ParcoursupId = "8", Erreur = null, Rejection = null }, SuiteEnvoi.Appliquer(before, new VerdictEnvoi.Acceptee("8", true)));
        var closed = FamilleRefus.De("Formation déclarée fermée dans Parcoursup")!;
        Assert.Equal(before with { Statut = Ferme, Erreur = "non", Rejection = $"{closed.Cause} {closed.AFaire}" },
            SuiteEnvoi.Appliquer(before, new VerdictEnvoi.Refusee(closed, "non")));
    }

    [Fact]
    public void A_run_posts_what_is_ready_and_what_failed() =>
        Assert.Equal([PretPourIntegration, EchecEnvoi], Statuts.Tous.Where(SuiteEnvoi.EstAEnvoyer));

    [Theory]
    [InlineData(PretPourIntegration, false, "", 0)]
    [InlineData(PretPourIntegration, true, "", 1)]
    [InlineData(EchecEnvoi, false, "", 2)]
    [InlineData(Publie, true, "x", 2)]
    public void The_order_of_a_run(StatutCatalogue statut, bool tentee, string erreur, int rang) => Assert.Equal(rang, SuiteEnvoi.Rang(statut, tentee, erreur));

    [Theory]
    [InlineData(Bts, "BTS", true)]
    [InlineData(Bts, "BUT", false)]
    [InlineData("4 (BAC...)", "BTS", false)]
    [InlineData(null, "BTS", false)]
    public void The_rules_speak_of_a_level_and_a_diploma_or_not(string? niveau, string diplome, bool parle) =>
        Assert.Equal(parle, new MoteurRegles([Regle()]).ParleDe(niveau, diplome));

    [Fact]
    public void A_formation_without_level_or_diploma_is_of_no_rule_and_of_equal_rules_the_first_counts()
    {
        Assert.Empty(Evaluer(Bonne() with { Niveau = null }).Regles);
        Assert.Empty(Evaluer(Bonne() with { Diplome = null }).Regles);
        Assert.Equal("a", Evaluer(Bonne(), Regle("b"), Regle("a")).Retenue!.Id);
        Assert.Empty(Evaluer(Bonne()).Ecartees);
        Assert.Empty(Evaluer(Bonne() with { Annee = "2" }).Ecartees); // nobody asked
        Assert.Equal(NonPubliable, MoteurRegles.AucuneRegle.Statut);
        Assert.Equal("Aucune règle ne correspond à la formation.", MoteurRegles.AucuneRegle.Motif);
    }

    [Theory]
    [InlineData("2", "X", true)]
    [InlineData("2", "x", true)]
    [InlineData("1", "X", false)]
    public void Duration_and_year_are_compared_whatever_their_case(string duree, string annee, bool takes) => Assert.Equal(
        takes, Evaluer(Bonne() with { Duree = "2", Annee = "X" }, Regle() with { Duree = duree, Annee = annee }).Retenue is not null);

    [Fact]
    public void A_rule_takes_what_its_own_condition_holds_for_and_one_that_forbids_gives_nothing_but_that()
    {
        var (holds, fails) = (MoteurReglesTests.Condition("cfd", "contient", "3"), MoteurReglesTests.Condition("cfd", "contient", "x"));

        Assert.NotNull(Evaluer(Bonne(), Regle() with { Condition = holds }).Retenue);
        Assert.Null(Evaluer(Bonne(), Regle() with { Condition = fails }).Retenue);
        Assert.Equal(NonPubliable, Evaluer(Bonne(), Regle() with { PeutIntegrer = false }).Statut);
    }

    [Fact]
    public void Several_exclusions_are_told_one_after_the_other_and_each_is_worded_once()
    {
        var worded = 0;
        var exclusion = new Exclusion("x", () => (++worded).ToString(System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(("x", "1", "1"), (exclusion.Critere, exclusion.Motif, exclusion.Motif));
        Assert.Equal("L'année d'entrée est « 2 » : seules 1, 9 et X sont publiables. La formation est annulée et remplacée par « B ».",
            Evaluer(Bonne() with { Annee = "2", RemplaceePar = "B" }).Motif);
    }

    [Theory]
    [InlineData("hier")]
    [InlineData(null)]
    public void What_is_no_day_is_none(string? text) => Assert.False(JourCivil.TryParse(text, out _));

    [Fact]
    public void A_withdrawn_formation_that_has_left_the_scope_is_told_why_it_is_not_published_again()
    {
        var acteur = Acteur.Lire("Marie", "instructeur", "14", out _)!;

        Assert.Equal(
            new IssueAction(NonPublie, "La formation n'est plus publiable en l'état. Aucune règle ne correspond à la formation."),
            ActionPublication.Publier(acteur, Bonne(), NonPublie, MoteurRegles.AucuneRegle));
        Assert.Equal(new IssueAction(PretPourIntegration, null), ActionPublication.Publier(acteur, Bonne(), NonPublie, null));
        Assert.Equal(
            new IssueAction(NonPubliable, "La formation n'est pas publiable en l'état. "), ActionPublication.Publier(acteur, Bonne(), NonPubliable, null));
    }

    [Theory]
    [InlineData("à  Publier", "a publier")]
    [InlineData(" L’État…", "l'etat...")]
    [InlineData("lʼetat`", "l'etat'")]
    [InlineData("a\tb\u00A0c ", "a b c")]
    public void Labels_are_compared_without_accents_case_and_needless_blanks(string text, string folded) => Assert.Equal(folded, Statuts.Pli(text));
}
