using FsCheck;
using FsCheck.Fluent;
using Parcoursup.Gateway.Domain.Baccalaureat;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Intake;
using Parcoursup.Gateway.Domain.Opi;
using Parcoursup.Gateway.Domain.Tests.Support;
using static Parcoursup.Gateway.Domain.Tests.Opi.OpiNotation;

namespace Parcoursup.Gateway.Domain.Tests.Opi;

/// <summary>
/// Rules B5, C1 and C2 together: any order and repetition of messages with distinct dateReponse ends in the same desired
/// state. <see cref="Sujet"/> is the smallest intake that one can write.
/// </summary>
public class ArrivalProperties
{
    private abstract record Message;

    private sealed record Reponse(Voeu Voeu) : Message;

    private sealed record Resultat(IssueBac Issue, DateOnly Date) : Message;

    /// <summary>One candidate: applies messages one by one, and renders his OPI when asked.</summary>
    private sealed class Sujet(IReadOnlyDictionary<int, FormationMapping> mappings, DateOnly today)
    {
        private readonly Dictionary<VoeuKey, (MessageOrder Ordre, Voeu Voeu)> _voeux = [];
        private ResultatBac? _bac;
        private long _journal;

        public IReadOnlyList<VetTentee> Tentees { get; set; } = [];

        public Sujet Apply(IEnumerable<Message> messages, bool sendEach = false)
        {
            foreach (var message in messages)
            {
                Apply(message, ++_journal);
                if (sendEach) Tentees = OpiRule.Attempted(Tentees, Opi());
            }

            return this;
        }

        public OpiSouhaitee Opi() => OpiRule.Compose(
            _voeux.Values.Select(v => new VoeuDecide(v.Voeu, DecisionRule.Decide(
                v.Voeu, new DecisionContext(new ReglesEtablissement(), Faits.Calendrier, mappings.GetValueOrDefault(v.Voeu.Key.CodeFormationPsup), _bac), today))),
            Tentees);

        private void Apply(Message message, long ordre)
        {
            if (message is Resultat r && new ResultatBac(r.Issue, r.Date, ordre) is var bac && bac.Replaces(_bac))
                _bac = bac;
            else if (message is Reponse { Voeu: var voeu } && new MessageOrder(voeu.DateReponse, ordre) is var order
                && (!_voeux.TryGetValue(voeu.Key, out var current) || order.IsNewerThan(current.Ordre)))
                _voeux[voeu.Key] = (order, voeu);
        }
    }

    private sealed record Case(DateOnly Today, IReadOnlyList<Message> InOrder, IReadOnlyList<Message> AsReceived);

    // 1 and 2 lead to one VET, 2 and 3 to one Oui si; 4 has no Oui si, 5 is not set up at all.
    private static readonly Dictionary<int, FormationMapping> Mappings = new()
    {
        [1] = Mapping("V1", Cible("V3", "OS3"), Cible("V4", "OS4")),
        [2] = Mapping("V1", Cible("V5", "OS3"), Cible("V6", "OS4")),
        [3] = Mapping("V2", Cible("V5", "OS3"), Cible("V7", "OS4")),
        [4] = Mapping("V3", null, null),
    };

    // No hold is possible here: every VET stands for one answer, and everything is set up.
    private static readonly Dictionary<int, FormationMapping> Complete = new()
    {
        [1] = Mappings[1],
        [2] = Mappings[2],
        [3] = Mappings[3],
    };

    [Fact]
    public void Any_order_and_repetition_of_the_messages_ends_in_the_same_desired_OPI() =>
        Propriete.Holds(Cases(formations: 5, amenagements: 3), c => Assert.Equal(
            Full(new Sujet(Mappings, c.Today).Apply(c.InOrder).Opi()),
            Full(new Sujet(Mappings, c.Today).Apply(c.AsReceived).Opi())));

    [Fact]
    public void The_same_with_VETs_that_were_attempted_before()
    {
        var tentees = Attempts("V1 F A+B, V3 S A OS3, V8 F C, V5 D B");

        Propriete.Holds(Cases(formations: 5, amenagements: 3), c => Assert.Equal(
            Full(new Sujet(Mappings, c.Today) { Tentees = tentees }.Apply(c.InOrder).Opi()),
            Full(new Sujet(Mappings, c.Today) { Tentees = tentees }.Apply(c.AsReceived).Opi())));
    }

    /// <summary>What was said on the way differs with the order; it ends as D, and what is offered is the same.</summary>
    [Fact]
    public void Even_when_every_state_on_the_way_was_sent_the_same_VETs_are_offered_in_the_end() =>
        Propriete.Holds(Cases(formations: 3, amenagements: 2), c =>
        {
            var expected = new Sujet(Complete, c.Today).Apply(c.InOrder, sendEach: true).Opi();
            var received = new Sujet(Complete, c.Today).Apply(c.AsReceived, sendEach: true).Opi();

            Assert.Equal(Offered(expected), Offered(received));
            Assert.All(received.Voeux, v => Assert.True(v.Code == CodeDecision.D || v.Soutiens.Count > 0));
        });

    [Fact]
    public void A_message_that_is_repeated_changes_nothing() =>
        Propriete.Holds(Cases(formations: 5, amenagements: 3), c =>
        {
            var sujet = new Sujet(Mappings, c.Today).Apply(c.AsReceived, sendEach: true);
            var before = Full(sujet.Opi());

            Assert.Equal(before, Full(sujet.Apply(c.AsReceived, sendEach: true).Opi()));
        });

    private static IEnumerable<string> Offered(OpiSouhaitee opi) => opi.Voeux.Where(v => v.Code != CodeDecision.D).Select(Show);

    private static string Show(VoeuOpi item) => $"{item.Cible} {item.Code} [{string.Join(' ', item.Soutiens)}]";

    private static FormationMapping Mapping(string oui, CibleVet? troisAns, CibleVet? quatreAns) =>
        new() { Oui = Cible(oui), OuiSi3Ans = troisAns, OuiSi4Ans = quatreAns };

    private static Gen<Case> Cases(int formations, int amenagements)
    {
        var reponse =
            from formation in Gen.Choose(1, formations)
            from internat in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
            from situation in Gen.Frequency((1, Gen.Constant(0)), (4, Gen.Constant(1)), (2, Gen.Constant(2)), (2, Gen.Constant(3)))
            from amenagement in Gen.Frequency((3, Gen.Constant(0)), (2, Gen.Choose(0, amenagements)))
            select (Func<int, Message>)(minute => new Reponse(new Voeu
            {
                Key = new VoeuKey(2026, 17, formation, internat),
                CodeSituation = situation,
                CodeAmenagement = amenagement,
                DateReponse = new DateTime(2026, 6, 2).AddMinutes(minute),
            }));
        var resultat =
            from issue in Gen.Elements(IssueBac.Admis, IssueBac.Refuse, IssueBac.Rattrapage)
            select (Func<int, Message>)(day => new Resultat(issue, Faits.Publication.AddDays(day)));

        return
            from makers in Gen.NonEmptyListOf(Gen.Frequency((5, reponse), (1, resultat)))
            let messages = makers.Select((make, i) => make(i)).ToArray()
            from repeated in Gen.SubListOf(messages)
            from received in Gen.Shuffle(messages.Concat(repeated).ToArray())
            from day in Gen.Elements(-10, 0, 1, 30)
            select new Case(Faits.Publication.AddDays(day), messages, received);
    }
}
