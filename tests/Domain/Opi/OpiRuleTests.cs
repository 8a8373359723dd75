using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Domain.Opi;
using static Parcoursup.Gateway.Domain.Tests.Opi.OpiNotation;

namespace Parcoursup.Gateway.Domain.Tests.Opi;

/// <summary>Rule C2, row by row: decided wishes, attempted VETs ⇒ desired OPI and number of holds (see <see cref="OpiNotation"/>).</summary>
public class OpiRuleTests
{
    [Theory]
    // Nothing was ever attempted.
    [InlineData("", "", "", 0)]
    [InlineData("A F V1", "", "V1 F", 0)]
    [InlineData("A S V1 OS3", "", "V1 S OS3", 0)]
    [InlineData("A D", "", "", 0)] // refused: nothing to say
    [InlineData("A -", "", "", 0)]
    [InlineData("A ?", "", "", 1)]
    [InlineData("A F V1, B D, C ?, E -", "", "V1 F", 1)]
    [InlineData("B F V2, A F V1", "", "V1 F, V2 F", 0)]
    // Two wishes on one VET.
    [InlineData("A F V1, B F V1", "", "V1 F", 0)]
    [InlineData("A F V1, B D", "V1 F A+B", "V1 F", 0)] // one live wish is enough
    [InlineData("A D, B F V1", "V1 F A+B", "V1 F", 0)]
    [InlineData("A D, B D", "V1 F A+B", "V1 D", 0)] // D only when all are D
    [InlineData("A S V1 OS3, B S V1 OS3", "", "V1 S OS3", 0)]
    // Two different answers on one VET: a hold, and the last word stays.
    [InlineData("A F V1, B S V1 OS3", "", "", 1)]
    [InlineData("A F V1, B S V1 OS3", "V1 F A", "V1 F", 1)]
    [InlineData("A F V1, B S V1 OS3", "V1 S B OS3", "V1 S OS3", 1)]
    [InlineData("A F V1, B S V1 OS3", "V1 D A", "V1 D", 1)]
    [InlineData("A S V1 OS3, B S V1 OS4", "V1 S A OS3", "V1 S OS3", 1)]
    [InlineData("A F V1, B S V1 OS3, C F V2", "V1 F A", "V1 F, V2 F", 1)] // the other VETs go on
    [InlineData("A D, B S V1 OS3", "V1 F A", "V1 S OS3", 0)] // settled by the candidate
    // Whatever was attempted stays, as D when nothing supports it.
    [InlineData("A D", "V1 F A", "V1 D", 0)] // cancelled
    [InlineData("A -", "V1 F A", "V1 D", 0)] // answer taken back
    [InlineData("A S V3 OS3", "V1 F A", "V1 D, V3 S OS3", 0)] // changed answer
    [InlineData("A F V2", "V1 F A", "V1 D, V2 F", 0)] // changed mapping
    [InlineData("A F V1", "V1 D A, V2 F A", "V1 F, V2 D", 0)] // and back
    [InlineData("A F V1", "V1 D A", "V1 F", 0)] // F → D → F
    [InlineData("", "V1 F A, V2 D B", "V1 D, V2 D", 0)] // the wish is gone altogether
    [InlineData("A D", "V1 S A OS3", "V1 D", 0)] // a D carries no category
    // A held wish freezes what it held up, and nothing else.
    [InlineData("A ?", "V1 F A", "V1 F", 1)]
    [InlineData("A ?", "V1 S A OS3", "V1 S OS3", 1)]
    [InlineData("A ?", "V1 D A", "V1 D", 1)]
    [InlineData("A ?", "V1 F B", "V1 D", 1)]
    [InlineData("A ?, B D", "V1 F A, V2 F B", "V1 F, V2 D", 1)]
    [InlineData("A ?, B D", "V1 F A+B", "V1 F", 1)]
    [InlineData("A ?, B ?", "V1 F A+B", "V1 F", 2)]
    [InlineData("A ?, B F V1", "V1 D A", "V1 F", 1)] // it doesn't hold the others back
    [InlineData("A ?, B S V1 OS3", "V1 F A", "V1 S OS3", 1)]
    public void The_desired_OPI(string wishes, string attempts, string expected, int holds)
    {
        var opi = OpiRule.Compose(Wishes(wishes), Attempts(attempts));

        Assert.Equal(expected, Show(opi));
        Assert.Equal(holds, opi.Reserves.Count);
        Assert.Equal(expected.Length == 0, opi.EstVide);
    }

    /// <summary>Each round is sent; the OPI of a round depends on all rounds before.</summary>
    [Theory]
    [InlineData("A F V1; A D; A F V1", "V1 F; V1 D; V1 F")]
    [InlineData("A F V1; A S V2 OS3; A S V3 OS4", "V1 F; V1 D, V2 S OS3; V1 D, V2 D, V3 S OS4")]
    [InlineData("A F V1; A ?; A D", "V1 F; V1 F; V1 D")]
    [InlineData("A F V1; A D; A ?", "V1 F; V1 D; V1 D")] // a hold revives nothing
    [InlineData("A F V1, B F V1; A F V1, B ?; A D, B ?; A D, B D", "V1 F; V1 F; V1 F; V1 D")] // the held wish goes on holding up
    [InlineData("A F V1, B F V1; A D, B ?; A D, B D", "V1 F; V1 F; V1 D")]
    [InlineData("A F V1; A D, B ?; A D, B F V1", "V1 F; V1 D; V1 F")]
    [InlineData("A F V1, B F V1; A D, B D; A F V1, B ?; A D, B ?", "V1 F; V1 D; V1 F; V1 D")] // B's last word was a D
    [InlineData("A F V1; A F V1, B S V1 OS3; B S V1 OS3, A D; A D, B D", "V1 F; V1 F; V1 S OS3; V1 D")]
    [InlineData("A D; A F V1", "; V1 F")]
    [InlineData("A F V2; A F V2, B F V1; B F V1", "V2 F; V1 F, V2 F; V1 F, V2 D")]
    public void The_desired_OPI_round_after_round(string rounds, string expected)
    {
        IReadOnlyList<VetTentee> attempts = [];
        var shown = new List<string>();
        foreach (var round in rounds.Split(';'))
        {
            var opi = OpiRule.Compose(Wishes(round), attempts);
            attempts = OpiRule.Attempted(attempts, opi);
            shown.Add(Show(opi));
        }

        Assert.Equal(expected, string.Join("; ", shown));
    }

    [Fact]
    public void The_rank_is_the_place_in_the_list()
    {
        var opi = OpiRule.Compose(Wishes("B F V3, A F V1"), Attempts("V2 F E"));

        Assert.Equal(["V1 F 1", "V2 D 2", "V3 F 3"], opi.Voeux.Select(v => $"{Show(v)} {v.NumCls}"));
    }

    [Fact]
    public void The_rank_of_the_mapping_comes_before_the_place_for_a_D_too()
    {
        var ranked = Cible("V1") with { NumCls = 7 };

        var live = OpiRule.Compose([new(new Voeu { Key = Key('A') }, Favourable(ranked))], []);
        var left = OpiRule.Compose(Wishes("A D"), OpiRule.Attempted([], live));

        Assert.Equal(7, Assert.Single(live.Voeux).NumCls);
        Assert.Equal(("V1 D", 7), (Show(left), Assert.Single(left.Voeux).NumCls));
    }

    [Fact]
    public void A_D_keeps_the_VET_and_its_VDI_but_nothing_of_the_Oui_Si()
    {
        var cible = Cible("V1", "OS3") with { CodDip = "LINFO", CodVrsVdi = 101, CodDemDos = "C" };
        var sent = OpiRule.Compose([new(new Voeu { Key = Key('A') }, Favourable(cible))], []);

        var item = Assert.Single(OpiRule.Compose(Wishes("A D"), OpiRule.Attempted([], sent)).Voeux);

        Assert.Equal(cible with { CodCatOuiSi = null, MtfCat = null, CursusAmenage = null }, item.Cible);
        Assert.Empty(item.Soutiens);
    }

    [Fact]
    public void What_is_live_is_sent_as_the_mapping_says_today()
    {
        var item = Assert.Single(OpiRule.Compose(
            [new(new Voeu { Key = Key('A') }, Favourable(Cible("V1") with { CodDip = "NEW", CodVrsVdi = 2 }))], Attempts("V1 F A")).Voeux);

        Assert.Equal("NEW", item.Cible.CodDip);
    }

    [Fact]
    public void The_same_etape_in_another_version_or_CGE_is_another_VET()
    {
        CibleVet[] targets = [Cible("V1"), Cible("V1") with { CodVrsVet = 102 }, Cible("V1") with { CodCge = "DRT" }];

        var opi = OpiRule.Compose(targets.Select((t, i) => new VoeuDecide(new Voeu { Key = Key((char)('A' + i)) }, Favourable(t))), []);

        Assert.Equal(3, opi.Voeux.Count);
    }

    [Theory]
    [InlineData("A D", "V1 F A", "Désistement")]
    [InlineData("A F V2", "V1 F A", "Aucune réponse du candidat ne conduit plus à cette VET.")]
    [InlineData("A ?", "V1 F A", "En attente : À compléter")]
    [InlineData("A F V1", "V1 D A", "Accepté")]
    public void The_reason_is_told(string wishes, string attempts, string reason) =>
        Assert.Equal(reason, OpiRule.Compose(Wishes(wishes), Attempts(attempts)).Voeux[0].Motif);

    [Fact]
    public void The_hold_of_two_answers_names_the_VET_and_what_to_do()
    {
        var reserve = Assert.Single(OpiRule.Compose(Wishes("A F V1, B S V1 OS3"), []).Reserves);

        Assert.Equal("formations.V1", reserve.Champ);
        Assert.Equal(
            "La VET V1-101 (CGE SCI) est demandée à la fois par des réponses différentes (Oui et Oui si, ou deux catégories Oui si) : "
            + "corriger la correspondance ou choisir la réponse.", reserve.Message);
    }

    [Fact]
    public void The_wishes_that_hold_a_VET_up_are_named()
    {
        var item = Assert.Single(OpiRule.Compose(Wishes("B F V1, A F V1, C D, E ?"), Attempts("V1 F E")).Voeux);

        Assert.Equal([Key('A'), Key('B'), Key('E')], item.Soutiens);
    }

    [Theory]
    [InlineData("A F V1, B S V1 OS3", "V1 F A+B", "AB")]
    [InlineData("A F V1, B S V1 OS3", "V1 D A+B", "")]
    public void A_VET_that_a_hold_freezes_keeps_who_held_it_up_unless_nobody_did_any_more(string wishes, string attempts, string supports) =>
        Assert.Equal(supports.Select(Key), Assert.Single(OpiRule.Compose(Wishes(wishes), Attempts(attempts)).Voeux).Soutiens);

    [Fact]
    public void A_D_of_a_VET_that_was_never_attempted_is_remembered_without_support()
    {
        var sent = new OpiSouhaitee([new VoeuOpi { Cible = Cible("V1"), Code = CodeDecision.D, NumCls = 1, Motif = "Désistement" }], []);

        Assert.Empty(Assert.Single(OpiRule.Attempted([], sent)).Soutiens);
    }

    [Fact]
    public void The_internat_is_another_wish_on_the_same_VET()
    {
        var day = Key('A');
        VoeuDecide[] wishes =
        [
            new(new Voeu { Key = day }, Unfavourable()),
            new(new Voeu { Key = day with { Internat = true } }, Favourable(Cible("V1"))),
        ];

        Assert.Equal("V1 F", Show(OpiRule.Compose(wishes, Attempts("V1 F A"))));
    }

    [Fact]
    public void An_attempt_keeps_the_VETs_that_this_message_did_not_hold()
    {
        var after = OpiRule.Attempted(Attempts("V1 F A"), OpiRule.Compose(Wishes("B F V2"), []));

        Assert.Equal(["V1 F", "V2 F"], after.Select(t => $"{t.Cible.CodEtp} {t.DernierCode}"));
    }

    [Fact]
    public void A_D_remembers_who_held_the_VET_up_before()
    {
        var before = Attempts("V1 F A");

        var after = Assert.Single(OpiRule.Attempted(before, OpiRule.Compose(Wishes("A D"), before)));

        Assert.Equal(CodeDecision.D, after.DernierCode);
        Assert.Equal([Key('A')], after.Soutiens);
    }

    [Fact]
    public void A_live_wish_without_a_VET_belongs_to_another_system_and_asks_Apogee_for_nothing()
    {
        var voeu = Support.Faits.Voeu();
        var opi = OpiRule.Compose([new VoeuDecide(voeu, new Decision { Code = CodeDecision.F, Motif = "accepté", Source = "règle C1" })], []);

        Assert.True(opi.EstVide);
        Assert.Empty(opi.Reserves);
    }
}
