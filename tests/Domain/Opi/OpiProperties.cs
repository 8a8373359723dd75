using FsCheck;
using FsCheck.Fluent;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Opi;
using Parcoursup.Gateway.Domain.Tests.Support;
using static Parcoursup.Gateway.Domain.Tests.Opi.OpiNotation;

namespace Parcoursup.Gateway.Domain.Tests.Opi;

/// <summary>What holds for the desired OPI whatever the decisions and the attempts.</summary>
public class OpiProperties
{
    private static readonly Gen<Decision> Decisions = Gen.OneOf(
        Gen.Constant(Unfavourable()),
        Gen.Constant(Nothing()),
        Gen.Constant(Hold()),
        from vet in Gen.Elements("V1", "V2", "V3")
        from category in Gen.Elements(null, null, "OS3", "OS4")
        from rank in Gen.Elements<int?>(null, null, 7)
        select Favourable(Cible(vet, category) with { NumCls = rank }));

    private static readonly Gen<IReadOnlyList<VoeuDecide>> Round =
        from wishes in Gen.SubListOf("ABCDE".ToCharArray())
        from decided in Gen.CollectToList(wishes, w => Decisions.Select(d => new VoeuDecide(new Voeu { Key = Key(w) }, d)))
        select (IReadOnlyList<VoeuDecide>)[.. decided];

    private static readonly Gen<IReadOnlyList<VetTentee>> AnyAttempts =
        from vets in Gen.SubListOf("V1", "V2", "V3", "V4")
        from attempts in Gen.CollectToList(vets, vet =>
            from category in Gen.Elements(null, "OS3")
            from code in Gen.Elements(CodeDecision.D, category is null ? CodeDecision.F : CodeDecision.S)
            from supports in Gen.SubListOf("ABCDE".ToCharArray())
            select new VetTentee { Cible = Cible(vet, code == CodeDecision.S ? category : null), DernierCode = code, Soutiens = [.. supports.Select(Key)] })
        select (IReadOnlyList<VetTentee>)[.. attempts];

    private static readonly Gen<(IReadOnlyList<VoeuDecide> Wishes, IReadOnlyList<VetTentee> Attempts)> States =
        from wishes in Round
        from attempts in AnyAttempts
        select (wishes, attempts);

    [Fact]
    public void Recomputing_after_the_attempt_changes_nothing() =>
        Propriete.Holds(States, s =>
        {
            var first = OpiRule.Compose(s.Wishes, s.Attempts);
            var attempts = OpiRule.Attempted(s.Attempts, first);
            var second = OpiRule.Compose(s.Wishes, attempts);

            Assert.Equal(Full(first), Full(second));
            Assert.Equal(first.Reserves, second.Reserves);
            Assert.Equal(attempts.Select(Show), OpiRule.Attempted(attempts, second).Select(Show));
        });

    [Fact]
    public void The_order_of_wishes_and_attempts_does_not_matter()
    {
        var cases =
            from state in States
            from wishes in Gen.Shuffle(state.Wishes.ToArray())
            from attempts in Gen.Shuffle(state.Attempts.ToArray())
            select (state, wishes, attempts);

        Propriete.Holds(cases, c => Assert.Equal(
            Full(OpiRule.Compose(c.state.Wishes, c.state.Attempts)), Full(OpiRule.Compose(c.wishes, c.attempts))));
    }

    [Fact]
    public void A_VET_that_was_ever_attempted_is_never_left_out_again() =>
        Propriete.Holds(Gen.NonEmptyListOf(Round), rounds =>
        {
            IReadOnlyList<VetTentee> attempts = [];
            foreach (var round in rounds)
            {
                var opi = OpiRule.Compose(round, attempts);
                Assert.Subset(opi.Voeux.Select(v => v.Cible.Vet).ToHashSet(), attempts.Select(t => t.Cible.Vet).ToHashSet());
                attempts = OpiRule.Attempted(attempts, opi);
            }
        });

    [Fact]
    public void No_VET_stands_twice() =>
        Propriete.Holds(States, s =>
        {
            var opi = OpiRule.Compose(s.Wishes, s.Attempts);
            Assert.Distinct(opi.Voeux.Select(v => v.Cible.Vet));
            Assert.Distinct(OpiRule.Attempted(s.Attempts, opi).Select(t => t.Cible.Vet));
        });

    [Fact]
    public void A_VET_with_live_wishes_that_agree_is_live_as_they_say() =>
        Propriete.Holds(States, s =>
        {
            var opi = OpiRule.Compose(s.Wishes, s.Attempts);
            foreach (var group in s.Wishes.Where(w => w.Decision.EstVivante).GroupBy(w => w.Decision.Cible!.Vet))
                if (group.Select(w => (w.Decision.Code, w.Decision.Cible!.CodCatOuiSi)).Distinct().Count() == 1)
                    Assert.Contains(opi.Voeux, v => v.Cible.Vet == group.Key && v.Code == group.First().Decision.Code && v.Cible.CodCatOuiSi == group.First().Decision.Cible!.CodCatOuiSi);
        });

    [Fact]
    public void Nothing_becomes_favourable_without_a_live_wish() =>
        Propriete.Holds(States, s =>
        {
            foreach (var item in OpiRule.Compose(s.Wishes, s.Attempts).Voeux.Where(v => v.Code != CodeDecision.D))
                Assert.True(
                    s.Wishes.Any(w => w.Decision.EstVivante && w.Decision.Cible!.Vet == item.Cible.Vet && w.Decision.Code == item.Code)
                    || s.Attempts.Any(t => t.Cible.Vet == item.Cible.Vet && t.DernierCode == item.Code));
        });

    [Fact]
    public void Only_an_Oui_Si_carries_a_category() =>
        Propriete.Holds(States, s => Assert.All(
            OpiRule.Compose(s.Wishes, s.Attempts).Voeux, v => Assert.Equal(v.Code == CodeDecision.S, v.Cible.CodCatOuiSi is not null)));

    private static string Show(VetTentee attempt) => $"{attempt.Cible} {attempt.DernierCode} [{string.Join(' ', attempt.Soutiens)}]";
}
