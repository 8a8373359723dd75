using Parcoursup.Gateway.Domain.Campagnes;

namespace Parcoursup.Gateway.Domain.Tests.Campagnes;

public class CalendrierCampagneTests
{
    [Fact]
    public void Failures_count_from_the_day_after_the_publication() =>
        Assert.Equal(new DateOnly(2026, 7, 8), new CalendrierCampagne { PublicationResultatsBac = new(2026, 7, 7) }.PremierJourDefavorable);

    [Fact]
    public void The_day_after_passes_the_end_of_a_month() =>
        Assert.Equal(new DateOnly(2026, 7, 1), new CalendrierCampagne { PublicationResultatsBac = new(2026, 6, 30) }.PremierJourDefavorable);

    [Fact]
    public void After_the_last_day_of_all_there_is_none() =>
        Assert.Equal(DateOnly.MaxValue, new CalendrierCampagne { PublicationResultatsBac = DateOnly.MaxValue }.PremierJourDefavorable);
}
