using Parcoursup.Gateway.Adapters.Fregata.Protocol;
using Parcoursup.Gateway.Domain.Campagnes;

namespace Parcoursup.Gateway.Tests.Adapters.Fregata;

/// <summary>Seed 002: candidates of June 2023 are imported in 2023-2024, "puisque les dossiers concernent l'année scolaire suivante".</summary>
public sealed class AnneeScolaireTests
{
    private static readonly CalendrierCampagne[] Calendars =
    [
        new() { Session = 2025, DebutAdmission = new DateOnly(2025, 6, 2) }, new() { Session = 2026, DebutAdmission = new DateOnly(2026, 6, 2) },
    ];

    [Theory]
    [InlineData("2026-2027", 2026)]
    [InlineData("2026-2028", null)]
    [InlineData("2026", null)]
    [InlineData("26-27", null)]
    [InlineData("2026/2027", null)]
    [InlineData(null, null)]
    public void A_school_year_is_that_of_its_first_September(string? annee, int? session) => Assert.Equal(session, AnneeScolaire.Session(annee));

    [Fact]
    public void The_candidates_of_a_session_belong_to_the_year_that_follows() =>
        Assert.Equal((2026, (string?)null), AnneeScolaire.Verifier("2026-2027", Calendars, new DateOnly(2026, 6, 10)));

    [Theory]
    [InlineData("2025-2026")]
    [InlineData("2027-2028")]
    public void Another_year_is_refused_with_the_sentence_that_explains_it(string annee)
    {
        var (session, refus) = AnneeScolaire.Verifier(annee, Calendars, new DateOnly(2026, 6, 10));
        Assert.Null(session);
        Assert.Equal($"Année scolaire {annee} : les dossiers des candidats de la session 2026 de Parcoursup concernent l'année scolaire suivante, 2026-2027. Se connecter sur l'année scolaire 2026-2027, puis recommencer.", refus);
    }

    [Fact]
    public void Before_the_admission_phase_its_first_day_is_told()
    {
        var (session, refus) = AnneeScolaire.Verifier("2026-2027", Calendars, new DateOnly(2026, 6, 1));
        Assert.Null(session);
        Assert.Contains("02/06/2026", refus, StringComparison.Ordinal);
        Assert.Equal(2025, AnneeScolaire.Verifier("2025-2026", Calendars, new DateOnly(2026, 6, 1)).Session);
    }

    [Fact]
    public void Without_a_calendar_the_civil_year_counts() => Assert.Equal(2026, AnneeScolaire.Verifier("2026-2027", [], new DateOnly(2026, 6, 1)).Session);

    [Fact]
    public void What_is_no_school_year_is_refused_with_an_example() =>
        Assert.Contains("2026-2027", AnneeScolaire.Verifier("2026", Calendars, new DateOnly(2026, 6, 10)).Refus, StringComparison.Ordinal);
}
