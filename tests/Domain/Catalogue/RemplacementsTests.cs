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

    [Fact]
    public void Why_nothing_is_inherited()
    {
        Assert.Equal([("A", "Remplacement en cercle avec « B » : rien n'est repris."), ("B", "Remplacement en cercle avec « A » : rien n'est repris.")],
            Resoudre([New("A", "B"), New("B", "A")], ("A", Publie), ("B", Publie)).Alertes.Order());
        Assert.Equal([("N", "La formation remplace « A », mais est déjà « non publié » : elle garde son statut.")],
            Resoudre([New("N", "A") with { Statut = NonPublie }], ("A", Publie)).Alertes);
        Assert.Equal([("N", "« A » a déjà été remplacée par une autre formation : rien n'est repris.")], Resoudre([New("M", "A"), New("N", "A")], ("A", Publie)).Alertes);
    }

    [Theory]
    [InlineData(APublier, NonPublie, "B")] // what a person decided outweighs what a night computed
    [InlineData(Ferme, Publie, "B")]
    [InlineData(APublier, APublierRecteur, "A")] // the higher rank
    [InlineData(APublier, APublier, "A")] // and else the first by key
    [InlineData(EchecEnvoi, NonPublie, "A")]
    [InlineData(NonPublie, EchecEnvoi, "A")]
    public void Of_several_former_ones_that_counts_of_which_most_was_done(StatutCatalogue a, StatutCatalogue b, string inherited) =>
        Assert.Equal([new("N", inherited)], Resoudre([New("N", "B", "A")], ("A", a), ("B", b)).Faits);

    [Fact]
    public void A_formation_does_not_replace_itself_and_what_is_unknown_or_named_twice_does_not_count()
    {
        Assert.Equal([new("N", "A")], Resoudre([New("N", "N", "A", "A", "Z")], ("A", APublier), ("N", Publie)).Faits);
        var (made, alerts) = Resoudre([New("N", "N", "Z"), New("M")], ("N", Publie));
        Assert.Empty(made);
        Assert.Empty(alerts);
    }

    [Fact]
    public void Of_two_former_ones_the_one_that_is_free_is_inherited_from() =>
        Assert.Equal([new("M", "A"), new("N", "B")], Resoudre([New("M", "A"), New("N", "A", "B")], ("A", Publie), ("B", NonPubliable)).Faits);

    [Fact]
    public void Who_replaces_a_member_of_a_circle_is_in_none() => Assert.Equal([new("Z", "A")],
        Resoudre([New("A", "B"), New("B", "A"), New("Z", "A")], ("A", Publie), ("B", Publie)).Faits);

    [Fact]
    public void A_chain_is_followed_wherever_it_begins_and_its_inner_circle_is_told() => Assert.Equal(["B", "C"],
        Resoudre([New("A", "B"), New("B", "C"), New("C", "B")], ("B", Publie), ("C", Publie)).Alertes.Select(a => a.Cle).Order());

    private static Remplacante New(string key, params string[] former) => new(key, former, NonPubliable);

    private static (IReadOnlyList<Remplacement> Faits, IReadOnlyList<(string Cle, string Motif)> Alertes) Resoudre(
        Remplacante[] candidates, params (string Cle, StatutCatalogue Statut)[] known) =>
        Remplacements.Resoudre(candidates, known.ToDictionary(k => k.Cle, k => k.Statut), new HashSet<string>());
}
