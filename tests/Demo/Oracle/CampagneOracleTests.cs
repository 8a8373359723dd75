using Parcoursup.Gateway.Demo.Oracle;
using Parcoursup.Gateway.Demo.Scenario;

namespace Parcoursup.Gateway.Demo.Tests.Oracle;

/// <summary>One hand-made candidate per test: droit 8842 (L1DRO1, L1DRO3, L1DRO4), psychologie 8844 (one VET for Oui and Oui si 3).</summary>
public sealed class CampagneOracleTests
{
    private const int Code = 17;
    private static readonly DateOnly Juin = new(2026, 6, 10);
    private static readonly Candidat Zoe = new(Code, null, "F", "Lefèvre", "Zoé", new DateOnly(2008, 2, 28), true);

    [Theory]
    [InlineData(8842, 0, "L1DRO1=F")]
    [InlineData(8842, 1, "L1DRO3=S(OS3,REM)")]
    [InlineData(8842, 2, "L1DRO4=S(OS4,REM)")]
    [InlineData(8844, 1, "L1PSY1=S(OS3,REM)")]
    [InlineData(8842, 9, "")]
    [InlineData(8899, 0, "")]
    public void An_accepted_wish_becomes_the_VET_of_its_answer(int formation, int amenagement, string attendu) =>
        Assert.Equal(attendu, Opi(Jour(Juin, Oui(formation, amenagement))));

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "L1DRO1=F")]
    [InlineData(2, "L1DRO1=F")]
    [InlineData(3, "")]
    public void The_situation_decides_and_what_was_never_accepted_is_never_sent(int situation, string attendu) =>
        Assert.Equal(attendu, Opi(Jour(Juin, Oui(8842, situation: situation))));

    [Fact]
    public void A_changed_answer_leaves_the_former_VET_unfavourable() =>
        Assert.Equal("L1DRO3=D L1DRO4=S(OS4,REM)", Opi(Jour(Juin, Oui(8842, 1)), Jour(Juin.AddDays(1), Oui(8842, 2))));

    [Fact]
    public void A_change_within_one_VET_leaves_nothing_behind() =>
        Assert.Equal("L1PSY1=S(OS3,REM)", Opi(Jour(Juin, Oui(8844)), Jour(Juin.AddDays(1), Oui(8844, 1))));

    [Fact]
    public void A_disappearance_is_unfavourable() =>
        Assert.Equal("L1DRO1=D", Opi(Jour(Juin, Oui(8842)), Jour(Juin.AddDays(1), new Disparition(Code, 8842, 0))));

    [Fact]
    public void One_live_wish_is_enough_for_a_VET() =>
        Assert.Equal("L1DRO1=F", Opi(Jour(Juin, Oui(8842, internat: 1)), Jour(Juin.AddDays(1), new Disparition(Code, 8842, 1), Oui(8842))));

    [Fact]
    public void Two_formations_are_two_lines() =>
        Assert.Equal("L1DRO1=F L1PSY1=F", Opi(Jour(Juin, Oui(8842), Oui(8844, situation: 2))));

    [Theory]
    [InlineData("REFUSE", 0, "L1DRO1=F")]
    [InlineData("REFUSE", 1, "L1DRO1=D")]
    [InlineData("RATTRAPAGE", 1, "L1DRO1=F")]
    [InlineData("ADMIS", 1, "L1DRO1=F")]
    public void A_failure_counts_from_the_day_after_the_publication(string resultat, int jours, string attendu) => Assert.Equal(attendu, Opi(
        Jour(Juin, Oui(8842)), Jour(JourPublication, Resultat(resultat)), Jour(JourPublication.AddDays(jours))));

    [Fact]
    public void A_corrected_failure_is_favourable_again() => Assert.Equal("L1DRO1=F", Opi(
        Jour(Juin, Oui(8842)), Jour(JourPublication, Resultat("REFUSE")), Jour(JourPublication.AddDays(1)), Jour(JourRattrapage, Resultat("ADMIS"))));

    [Fact]
    public void Whoever_failed_before_accepting_is_never_sent() => Assert.Equal("", Opi(
        Jour(JourPublication, Resultat("REFUSE")), Jour(JourRattrapage, Oui(8842))));

    [Fact]
    public void Without_a_name_there_is_no_OPI_until_it_is_completed()
    {
        var sansNom = Zoe with { Nom = "" };
        Assert.Equal("", Opi(sansNom, Jour(Juin, Oui(8842))));
        Assert.Equal("L1DRO1=F", Opi(sansNom, Jour(Juin, Oui(8842)), Jour(Juin.AddDays(1), new Correction(Code, "Lefèvre", "Zoé"))));
    }

    [Fact]
    public void Two_people_under_one_INE_wait_until_one_mends_it()
    {
        var (zoe, tom) = (Zoe with { Ine = "123456789AA" }, Zoe with { Code = 18, Prenom = "Tom", Ine = "123456789AA" });
        var campagne = new Campagne(new Dictionary<int, Candidat> { [17] = zoe, [18] = tom },
        [
            Jour(Juin, Oui(8842), Oui(8844) with { Candidat = 18 }),
            Jour(Juin.AddDays(1), new IdentiteCorrigee(18, 8844, tom.DateNaissance, "123456789BB")),
        ], new HashSet<int>());

        Assert.Empty(CampagneOracle.Calculer(campagne, 1).Opi);
        Assert.Equal(["17", "18"], CampagneOracle.Calculer(campagne).Opi.Keys.Order());
    }

    [Fact]
    public void A_mended_birth_date_is_the_one_to_be_held()
    {
        var campagne = Campagne([], Zoe, Jour(Juin, Oui(8842)), Jour(Juin.AddDays(1), new IdentiteCorrigee(Code, 8842, new DateOnly(2007, 2, 28), null)));
        Assert.Equal(new DateOnly(2008, 2, 28), CampagneOracle.Calculer(campagne, 1).Naissances["17"]);
        Assert.Equal(new DateOnly(2007, 2, 28), CampagneOracle.Calculer(campagne).Naissances["17"]);
    }

    [Fact]
    public void A_VET_that_was_changed_for_another_is_unfavourable() => Assert.Equal("L1MUN1=F L1MUS1=D", Opi(
        Jour(Jours.Juin11, Oui(Formations.Musicologie.Code)), Jour(Jours.Juin25)));

    [Fact]
    public void A_wish_that_Parcoursup_loses_sight_of_lives() => Assert.Equal("L1ARC1=F", Opi(
        Jour(Juin, Oui(Formations.Archeologie.Code)), Jour(Juin.AddDays(1), new Eclipse(Code, Formations.Archeologie.Code))));

    [Fact]
    public void The_calendar_alone_announces_what_the_guard_will_show()
    {
        var campagne = Campagne([], Zoe, Jour(Juin, Oui(8842)), Jour(JourPublication, Resultat("REFUSE")), Jour(JourPublication.AddDays(1)));
        Assert.Equal(1, CampagneOracle.Calculer(campagne).DefavorablesDuJour);
        Assert.Equal(0, CampagneOracle.Calculer(campagne, 2).DefavorablesDuJour);
    }

    [Theory]
    [InlineData("Principale", true, true, 1)]
    [InlineData("DoubleCursus", true, true, 2)]
    [InlineData("Parallele", true, true, 4)]
    [InlineData("ParalleleSecondaire", true, true, 5)]
    [InlineData("Principale", false, true, 0)]
    [InlineData("Principale", true, false, 0)]
    public void An_IA_is_reported_when_paid_and_of_the_first_year(string type, bool payee, bool premiereAnnee, int attendu) =>
        Assert.Equal(attendu, EtatIa([], Jour(Juin, Oui(8842), Ia(type, payee, premiereAnnee))));

    [Fact]
    public void A_cancellation_is_reported_only_after_a_report()
    {
        Assert.Equal(3, EtatIa([], Jour(Juin, Oui(8842), Ia()), Jour(Juin.AddDays(1), Ia(annulee: true))));
        Assert.Equal(0, EtatIa([], Jour(Juin, Oui(8842), Ia(), Ia(annulee: true))));
        Assert.Equal(0, EtatIa([], Jour(Juin, Oui(8842), Ia(payee: false)), Jour(Juin.AddDays(1), Ia(payee: false, annulee: true))));
    }

    [Fact]
    public void A_withdrawal_leaves_the_IA_alone() =>
        Assert.Equal(1, EtatIa([], Jour(Juin, Oui(8842), Ia()), Jour(Juin.AddDays(1), new Disparition(Code, 8842, 0))));

    [Fact]
    public void What_Parcoursup_refuses_it_does_not_keep()
    {
        var attendu = CampagneOracle.Calculer(Campagne([Code], Zoe, Jour(Juin, Oui(8842), Ia())));
        Assert.Empty(attendu.Inscriptions);
        Assert.Equal(1, attendu.InscriptionsRefusees);
    }

    private static DateOnly JourPublication => Demo.Scenario.Campagne.Publication;

    private static DateOnly JourRattrapage => Demo.Scenario.Campagne.Rattrapage;

    private static Reponse Oui(int formation, int amenagement = 0, int situation = 1, int internat = 0) => new(Code, formation, internat, situation, amenagement, null, false);

    private static ResultatBac Resultat(string resultat) => new(Code, resultat, JourPublication);

    private static Inscription Ia(string type = "Principale", bool payee = true, bool premiereAnnee = true, bool annulee = false) =>
        new(Code, 8842, Formations.De(8842).Oui!, type, payee, premiereAnnee, annulee, false, "IaPrimo");

    private static Etape Jour(DateOnly jour, params Evenement[] evenements) => new("", jour, TypeEtape.Ordinaire, evenements);

    private static Campagne Campagne(IEnumerable<int> refuses, Candidat candidat, params Etape[] etapes) =>
        new(new Dictionary<int, Candidat> { [Code] = candidat }, etapes, refuses.ToHashSet());

    private static string Opi(params Etape[] etapes) => Opi(Zoe, etapes);

    private static string Opi(Candidat candidat, params Etape[] etapes)
    {
        var opi = CampagneOracle.Calculer(Campagne([], candidat, etapes)).Opi;
        return opi.TryGetValue("17", out var voeux)
            ? string.Join(' ', voeux.Select(v => $"{v.CodEtp}={v.CodDecVeu}{(v.CodCatOuiSi is null ? "" : $"({v.CodCatOuiSi},{v.MtfCat})")}"))
            : "";
    }

    private static int EtatIa(IEnumerable<int> refuses, params Etape[] etapes) =>
        CampagneOracle.Calculer(Campagne(refuses, Zoe, etapes)).Inscriptions.GetValueOrDefault((Code, 8842));
}
