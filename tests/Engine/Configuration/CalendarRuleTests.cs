using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.Tests.Configuration;

/// <summary>A calendar that would decide at once, or never, is refused with the day and what would be one.</summary>
public sealed class CalendarRuleTests
{
    private static readonly CalendrierCampagne Juste = new()
    {
        Session = 2026, DebutAdmission = new(2026, 6, 2), PublicationResultatsBac = new(2026, 7, 7),
        ResultatsRattrapage = new(2026, 7, 10), Rentree = new(2026, 9, 1), Fin = new(2026, 12, 31),
    };

    [Fact]
    public void A_calendar_of_its_year_is_taken() => Assert.Empty(Champs(Juste));

    [Fact]
    public void What_nobody_entered_but_the_day_of_the_results_is_missed_alone() =>
        Assert.Equal(["campagnes[0].publicationResultatsBac"], Champs(new CalendrierCampagne { Session = 2026 }));

    [Theory]
    [InlineData(2017, false)]
    [InlineData(2018, true)]
    [InlineData(2100, true)]
    [InlineData(2101, false)]
    public void A_session_is_a_year_of_the_platform(int session, bool taken) => Assert.Equal(
        taken ? [] : ["campagnes[0].session"],
        Champs(new() { Session = session, PublicationResultatsBac = new(session, 7, 7) }));

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(120, true)]
    [InlineData(121, false)]
    public void Data_are_kept_for_one_to_a_hundred_and_twenty_months(int mois, bool taken) =>
        Assert.Equal(taken ? [] : ["campagnes[0].conservationMois"], Champs(Juste with { ConservationMois = mois }));

    [Fact]
    public void Results_before_the_admission_phase_or_a_second_chance_before_the_first_are_refused()
    {
        var jour = Juste.PublicationResultatsBac;
        Assert.Empty(Champs(Juste with { DebutAdmission = jour, ResultatsRattrapage = jour }));
        Assert.Equal(["campagnes[0].publicationResultatsBac"], Champs(Juste with { DebutAdmission = jour.AddDays(1) }));
        Assert.Equal(["campagnes[0].resultatsRattrapage"], Champs(Juste with { ResultatsRattrapage = jour.AddDays(-1) }));
        Assert.Empty(Champs(Juste with { DebutAdmission = default, ResultatsRattrapage = null }));
    }

    [Theory]
    [InlineData("debutAdmission")]
    [InlineData("publicationResultatsBac")]
    [InlineData("resultatsRattrapage")]
    [InlineData("rentree")]
    [InlineData("fin")]
    public void A_day_of_another_year_is_refused_and_told_with_the_days_that_would_do(string champ)
    {
        // Far from the others' order: alone in its year, but for the end, which may be in the next.
        var (avant, apres) = (new DateOnly(2025, 12, 31), new DateOnly(champ == "fin" ? 2028 : 2027, 1, 1));

        foreach (var jour in new[] { avant, apres })
        {
            var erreur = Assert.Single(Erreurs(Avec(champ, jour)), e => e.Message.Contains("hors de la session", StringComparison.Ordinal));
            Assert.Equal($"campagnes[0].{champ}", erreur.Champ);
            Assert.Equal(
                $"Le {jour:yyyy-MM-dd} est hors de la session 2026 : indiquer un jour du 2026-01-01 au {(champ == "fin" ? 2027 : 2026)}-12-31 "
                + "(aaaa-mm-jj).", erreur.Message);
        }

        foreach (var jour in new[] { avant.AddDays(1), apres.AddDays(-1) })
            Assert.DoesNotContain(Erreurs(Avec(champ, jour)), e => e.Message.Contains("hors de la session", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_a_session_that_is_no_year_the_days_are_not_judged() => Assert.Equal(
        ["campagnes[0].session"], Champs(Juste with { Session = 26 }));

    [Fact]
    public void Every_campaign_is_told_by_its_place()
    {
        var erreurs = new CalendarRule([]).Check(new() { Campagnes = [Juste, Juste with { Session = 1 }] });
        Assert.Equal("campagnes[1].session", Assert.Single(erreurs).Champ);
    }

    [Fact]
    public void An_expression_of_the_planification_must_be_one_of_Quartz_those_of_systems_too()
    {
        var champ = new CronField("fichiers", "0 0 5 * * ?");
        var planification = new Planification { Remontee = "20 h", Recuperation = "6 h" };
        planification.Take(champ, "chaque nuit");

        var erreurs = Etablissements([champ], new() { Code = "a" }, new() { Code = "b", Planification = planification });

        Assert.Equal(["etablissements[1].planification.remontee", "etablissements[1].planification.recuperation", "etablissements[1].planification.fichiers"], erreurs.Select(e => e.Champ));
        Assert.StartsWith("« 20 h » n'est pas une expression cron", erreurs[0].Message, StringComparison.Ordinal);
        Assert.EndsWith("par exemple 0 0 20 * * ? pour 20 h chaque jour.", erreurs[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void A_threshold_is_a_percentage(int valeur, bool taken)
    {
        var regles = new ReglesEtablissement
        {
            GardeDecisionPourcent = valeur, GardeDisparitionPourcent = valeur, GardeInstantanePourcent = valeur,
        };

        var erreurs = Etablissements([], new EtablissementDocument { Regles = regles });

        string[] expected =
        [
            "etablissements[0].regles.gardeDecisionPourcent", "etablissements[0].regles.gardeDisparitionPourcent",
            "etablissements[0].regles.gardeInstantanePourcent",
        ];
        Assert.Equal(taken ? [] : expected, erreurs.Select(e => e.Champ));
        Assert.All(erreurs, e => Assert.Contains($" vaut {valeur} ", e.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Its_errors_come_last() => Assert.Equal(RuleOrder.Calendar, new CalendarRule([]).Order);

    private static CalendrierCampagne Avec(string champ, DateOnly jour) => champ switch
    {
        "debutAdmission" => Juste with { DebutAdmission = jour },
        "publicationResultatsBac" => Juste with { PublicationResultatsBac = jour },
        "resultatsRattrapage" => Juste with { ResultatsRattrapage = jour },
        "rentree" => Juste with { Rentree = jour },
        _ => Juste with { Fin = jour },
    };

    private static List<Erreur> Erreurs(CalendrierCampagne campagne)
    {
        List<Erreur> erreurs = [.. new CalendarRule([]).Check(new() { Campagnes = [campagne] })];
        Assert.DoesNotContain(erreurs, e => e.Message.Length == 0);
        return erreurs;
    }

    private static IEnumerable<string> Champs(CalendrierCampagne campagne) => Erreurs(campagne).Select(e => e.Champ);

    private static List<Erreur> Etablissements(CronField[] fields, params EtablissementDocument[] etablissements) =>
        [.. new CalendarRule(fields).Check(new() { Etablissements = etablissements })];
}
