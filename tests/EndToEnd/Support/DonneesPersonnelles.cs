using System.Text.RegularExpressions;
using Parcoursup.Gateway.Demo.Scenario;

namespace Parcoursup.Gateway.EndToEnd.Tests.Support;

/// <summary>Every name, INE, mail, telephone and address of a campaign, to be looked for where none of them may be.</summary>
internal sealed partial class DonneesPersonnelles
{
    // As the candidates of the demo have them.
    private static readonly string[] Communes =
    [
        "rue de l'Église", "RUE DE L'EGLISE", "place de la Mairie", "06 12 34 56 78", "0612345678", "+33612345678", "04 79 00 00 00", "0479000000",
    ];

    private readonly HashSet<string> _words;
    private readonly IReadOnlyList<string> _texts;

    private DonneesPersonnelles(IEnumerable<string> words, IReadOnlyList<string> texts) =>
        (_words, _texts) = (words.Where(w => w.Length > 2).ToHashSet(StringComparer.OrdinalIgnoreCase), texts);

    public static DonneesPersonnelles Of(Campagne campagne)
    {
        var people = campagne.Candidats.Values.ToList();
        return new(
            people.SelectMany(c => c.Responsables.SelectMany(r => Words(r.Nom).Concat(Words(r.Prenom)))
                .Concat(Words(c.Nom)).Concat(Words(c.Prenom)).Append(c.Ine ?? "").Append(c.Mail)),
            [.. Communes, "@example.org"]);
    }

    /// <summary>What was found, with the line that has it.</summary>
    public IReadOnlyList<string> In(IEnumerable<string> lines) =>
    [
        .. lines.Select(line => (line, found: Words(line).FirstOrDefault(_words.Contains)
            ?? _texts.FirstOrDefault(text => line.Contains(text, StringComparison.OrdinalIgnoreCase))))
            .Where(l => l.found is not null).Select(l => $"« {l.found} » : {l.line}").Take(20),
    ];

    private static IEnumerable<string> Words(string text) => Word().Matches(text).Select(m => m.Value);

    [GeneratedRegex(@"[\p{L}\p{N}][\p{L}\p{N}.@_-]*[\p{L}\p{N}]")]
    private static partial Regex Word();
}
