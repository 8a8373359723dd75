using Microsoft.Extensions.Time.Testing;
using Parcoursup.Gateway.Adapters.Exposition.Appariement;
using Parcoursup.Gateway.Adapters.Exposition.Commandes;
using Parcoursup.Gateway.Adapters.Exposition.Fichiers;

namespace Parcoursup.Gateway.Tests.Adapters.Exposition.Commandes;

/// <summary>What whoever waits for a run reads on the error stream.</summary>
public sealed class AvancementEnClairTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly StringWriter _sortie = new();

    private string[] Lignes => _sortie.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);

    [Theory]
    [InlineData(60, 1_200, 24_000, "1200 lignes sur 24000 (5 %), encore 19 minutes environ.")]
    [InlineData(60, 200, 24_000, "200 lignes sur 24000 (0 %), encore 1 h 59 environ.")]
    [InlineData(30, 23_999, 24_000, "23999 lignes sur 24000 (99 %), encore moins d'une minute environ.")]
    [InlineData(30, 1, 4, "1 ligne sur 4 (25 %), encore 1 minute environ.")]
    public void It_says_how_far_it_is_and_what_is_left_at_the_same_pace(int secondes, int faites, int total, string dit)
    {
        var suivi = new AvancementEnClair(_sortie, _time);
        _time.Advance(TimeSpan.FromSeconds(secondes));

        suivi.Report(new(faites, total));

        Assert.Equal([dit], Lignes);
    }

    [Fact]
    public void It_is_silent_for_ten_seconds_after_each_line_and_at_the_end()
    {
        var suivi = new AvancementEnClair(_sortie, _time);
        for (var second = 1; second <= 25; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            suivi.Report(new(second, 26));
        }

        _time.Advance(TimeSpan.FromSeconds(10));
        suivi.Report(new(26, 26));

        Assert.Equal(["10 lignes", "20 lignes"], Lignes.Select(l => l[..9]));
    }

    [Fact]
    public void The_same_warning_is_told_once_with_its_lines()
    {
        var avertissements = Enumerable.Range(1, 5).Select(i => new AvertissementExposition($"{i}", "Panne."))
            .Append(new("7", "Autre.")).Append(new(null, "Sans ligne."));

        Assert.Equal(["Panne. (5 lignes : 1, 2, 3…)", "Autre. (7)", "Sans ligne."], AvertissementsEnClair.De([.. avertissements]));
    }

    [Fact]
    public void Of_very_many_warnings_the_first_fifty_are_told_and_where_the_others_stand() => Assert.Equal(
        "Et 10 autres avertissements : les lire tous avec --json.",
        AvertissementsEnClair.De([.. Enumerable.Range(1, 60).Select(i => new AvertissementExposition(null, $"{i}"))]).Last());
}
