using FsCheck.Fluent;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Domain.Tests.Support;
using static Parcoursup.Gateway.Domain.Catalogue.StatutCatalogue;

namespace Parcoursup.Gateway.Domain.Tests.Catalogue;

/// <summary>« Annule et remplace ».</summary>
public class RemplacementsTests
{
    [Fact]
    public void The_new_one_inherits_from_the_former_one_that_is_known() =>
        Assert.Equal([new("N", "A")], Resoudre([New("N", "A", "Z")], ("A", Publie)).Faits);

    [Fact]
    public void Of_several_former_ones_the_published_one_counts() =>
        Assert.Equal([new("N", "B")], Resoudre([New("N", "A", "B")], ("A", APublier), ("B", Publie)).Faits);

    [Fact]
    public void A_chain_begins_with_its_oldest_link() => Assert.Equal(
        [new("M", "A"), new("B", "M")], Resoudre([New("B", "M"), New("M", "A")], ("A", Publie), ("M", NonPubliable)).Faits);

    [Fact]
    public void A_circle_is_told_and_nothing_is_inherited()
    {
        var (made, alerts) = Resoudre([New("A", "B"), New("B", "A")], ("A", Publie), ("B", Publie));

        Assert.Empty(made);
        Assert.NotEmpty(alerts);
    }

    [Fact]
    public void One_former_formation_is_inherited_from_once()
    {
        var (made, alerts) = Resoudre([New("N", "A"), New("M", "A")], ("A", Publie));

        Assert.Equal([new("M", "A")], made);
        Assert.Equal("N", Assert.Single(alerts).Cle);
        Assert.Empty(Remplacements.Resoudre([New("N", "A")], new Dictionary<string, StatutCatalogue> { ["A"] = Publie },
            new HashSet<string> { "A" }).Faits);
    }

    [Fact]
    public void What_a_person_decided_on_the_new_one_stays()
    {
        var (made, alerts) = Resoudre([New("N", "A") with { Statut = NonPublie }], ("A", Publie));

        Assert.Empty(made);
        Assert.Single(alerts);
    }

    [Fact]
    public void The_order_of_the_formations_never_matters()
    {
        var key = Gen.Elements("A", "B", "C", "D", "E");
        var cases =
            from links in Gen.NonEmptyListOf(from n in key from a in key where n != a select (n, a))
            let candidates = links.DistinctBy(l => l.n).Select(l => New(l.n, l.a)).ToArray()
            from shuffled in Gen.Shuffle(candidates)
            select (candidates, shuffled: shuffled.ToArray());
        (string, StatutCatalogue)[] known = [("A", Publie), ("B", APublier), ("C", Publie), ("D", NonPubliable), ("E", NonPubliable)];
        Propriete.Holds(cases, c => Assert.Equal(Resoudre(c.candidates, known).Faits, Resoudre(c.shuffled, known).Faits));
    }

    private static Remplacante New(string key, params string[] former) => new(key, former, NonPubliable);

    private static (IReadOnlyList<Remplacement> Faits, IReadOnlyList<(string Cle, string Motif)> Alertes) Resoudre(
        Remplacante[] candidates, params (string Cle, StatutCatalogue Statut)[] known) =>
        Remplacements.Resoudre(candidates, known.ToDictionary(k => k.Cle, k => k.Statut), new HashSet<string>());
}
