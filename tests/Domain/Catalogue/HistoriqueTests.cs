using Parcoursup.Gateway.Domain.Catalogue;
using static Parcoursup.Gateway.Domain.Catalogue.StatutCatalogue;

namespace Parcoursup.Gateway.Domain.Tests.Catalogue;

/// <summary>What a night gave, what a restoration changes, and which campaign a day is of.</summary>
public class HistoriqueTests
{
    private static readonly DateOnly Nuit = new(2026, 2, 12);

    [Fact]
    public void The_status_of_a_night_is_the_last_that_the_night_itself_gave()
    {
        EntreeHistorique[] history =
        [
            new(Nuit.AddDays(-1), NonPubliable), new(Nuit, APublierRecteur), new(Nuit, APublier), new(Nuit, Publie, "Marie", Nuit.AddDays(-9)), new(Nuit.AddDays(1), Ferme),
        ];

        Assert.Equal(APublier, Historique.DeLaNuit(history, Nuit));
        Assert.Equal(NonPubliable, Historique.DeLaNuit(history, Nuit.AddDays(-1)));
        Assert.Null(Historique.DeLaNuit(history, Nuit.AddDays(-2)));
        Assert.Null(Historique.DeLaNuit(history[3..], Nuit));
    }

    [Fact]
    public void A_restoration_changes_only_what_is_another()
    {
        Assert.Equal(Publie, Historique.Restaurer(APublier, Publie));
        Assert.Null(Historique.Restaurer(Publie, Publie));
        Assert.Null(Historique.Restaurer(Publie, null));
    }

    [Theory]
    [InlineData("2025-09-15", "2025-09-01")]
    [InlineData("2025-09-01", "2025-09-01")]
    [InlineData("2025-08-31", "2024-09-01")]
    [InlineData("2027-01-01", "2026-09-01")]
    [InlineData("2020-01-01", "2024-09-01")] // the first that will begin
    public void A_day_is_of_the_last_campaign_that_had_begun(string day, string begun) => Assert.Equal(
        DateOnly.Parse(begun, null), ContexteNuit.CampagneDu(DateOnly.Parse(day, null), [new(2025, 9, 1), new(2024, 9, 1), new(2026, 9, 1)]));

    [Fact]
    public void Without_campaigns_there_is_none() => Assert.Null(ContexteNuit.CampagneDu(Nuit, []));

    [Fact]
    public void The_sessions_of_a_campaign_begin_in_the_school_year_after_it()
    {
        var nuit = new ContexteNuit(Nuit, 2025);

        Assert.Equal((new DateOnly(2026, 8, 1), new DateOnly(2027, 7, 31)), (nuit.PremiereSession, nuit.DerniereSession));
    }

    [Theory]
    [InlineData("2026-09-30", "2026-08-31")]
    [InlineData("2026-10-01", "2027-08-31")]
    [InlineData("2026-12-31", "2027-08-31")]
    [InlineData("2026-01-01", "2026-08-31")]
    public void A_certification_ends_after_the_summer_that_follows(string night, string bound) =>
        Assert.Equal(DateOnly.Parse(bound, null), new ContexteNuit(DateOnly.Parse(night, null), 2025).BorneFin);
}
