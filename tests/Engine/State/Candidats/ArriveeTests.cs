using Parcoursup.Gateway.Domain.Intake;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.Tests.State.Candidats;

/// <summary>Rule B5: the place of a message among the others, as every database would give it back.</summary>
public sealed class ArriveeTests
{
    private static readonly Arrivee Poussee = new()
    {
        Source = "Parcoursup", Ordre = 7, Le = At("2026-07-10T10:00:00.1239999Z"), Recu = At("2026-07-10T10:00:01.9Z"),
    };

    [Fact]
    public void The_moment_is_kept_to_the_millisecond_with_its_offset()
    {
        Assert.Equal(At("2026-07-10T10:00:00.123Z"), Poussee.Le);
        Assert.Equal(TimeSpan.FromHours(2), (Poussee with { Le = At("2026-07-10T12:00:00+02:00") }).Le.Offset);
        Assert.Equal(new IdentityOrder(At("2026-07-10T10:00:00.123Z"), 7), Poussee.Identite);
    }

    [Fact]
    public void A_wish_counts_by_the_date_of_its_answer()
    {
        var reponse = new DateTime(2026, 6, 5, 9, 0, 0);
        Assert.Equal(new MessageOrder(reponse, 7, Poussee.Le), Poussee.Voeu(reponse));
        Assert.Equal(new MessageOrder(null, 7, Poussee.Le, Instantane: true), (Poussee with { Instantane = true }).Voeu(null));
    }

    [Fact]
    public void A_date_that_is_still_to_come_counts_as_the_receipt_in_Paris_to_the_second()
    {
        var reponse = new DateTime(2062, 6, 5);
        Assert.True(Poussee.IsToCome(reponse));
        Assert.False(Poussee.IsToCome(new(2026, 7, 11, 12, 0, 1)));
        Assert.True(Poussee.IsToCome(new(2026, 7, 11, 12, 0, 2)));
        Assert.Equal(new DateTime(2026, 7, 10, 12, 0, 1), Poussee.Voeu(reponse).DateReponse);
    }

    [Fact]
    public void A_known_place_with_such_a_date_loses_it_and_any_other_stays()
    {
        var known = new MessageOrder(new DateTime(2026, 6, 5), 3);
        Assert.Equal(known, Poussee.Known(known));
        Assert.Equal(new MessageOrder(null, 3), Poussee.Known(known with { DateReponse = new DateTime(2062, 6, 5) }));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
