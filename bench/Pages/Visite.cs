using System.Net;
using System.Text.RegularExpressions;

namespace Parcoursup.Gateway.Pages;

/// <summary>Something to ask for: a page, or a search.</summary>
/// <param name="Nom">What it is, whatever stands in it.</param>
/// <param name="Recherche">What the form of a search sends; null: the address is opened.</param>
internal sealed record Question(string Nom, string Adresse, string? Recherche = null, int Page = 1);

/// <summary>
/// Finds the pages as a person does, from link to link: of each kind of address the first ones, and of lists that go on page by page a
/// dozen pages. So a new page is measured as soon as a link leads to it.
/// </summary>
internal sealed partial class Visite(Visiteur visiteur, IReadOnlyList<Etab> etabs)
{
    private const int Pages = 12;
    private const int Autres = 2;

    private readonly Dictionary<string, List<string>> _seen = new(StringComparer.Ordinal);

    /// <summary>The first and the last address of each kind.</summary>
    public async Task<IReadOnlyList<Question>> RunAsync(params IEnumerable<string> from)
    {
        var todo = new Queue<string>(from);
        while (todo.TryDequeue(out var address))
        {
            var kind = KindOf(address);
            if (!_seen.TryGetValue(kind, out var known)) _seen[kind] = known = [];
            if (known.Contains(address) || known.Count >= (address.Contains('?', StringComparison.Ordinal) ? Pages : Autres)) continue;
            using var answer = await visiteur.Http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
            // A file is no page: it goes out while it is read.
            if (answer.StatusCode != HttpStatusCode.OK || answer.Content.Headers.ContentType?.MediaType != "text/html") continue;
            known.Add(address);
            foreach (var link in LinksOf(address, await answer.Content.ReadAsStringAsync())) todo.Enqueue(link);
        }

        return [.. _seen.OrderBy(s => s.Key, StringComparer.Ordinal).SelectMany(s => s.Value.Count == 0 ? []
            : new[] { s.Value[0], s.Value[^1] }.Distinct().Select((a, i) => new Question(i == 0 ? s.Key : s.Key + " (plus loin)", a)))];
    }

    // Another établissement's pages are the same ones.
    private IEnumerable<string> LinksOf(string address, string html) => Link().Matches(html)
        .Select(m => WebUtility.HtmlDecode(m.Groups[1].Value))
        .Select(link => link.StartsWith('?') ? address.Split('?')[0] + link : link.Split('#')[0])
        .Where(link => link.StartsWith(Visiteur.Face + "/", StringComparison.Ordinal) && !link.EndsWith(".css", StringComparison.Ordinal)
            && !link.EndsWith(".js", StringComparison.Ordinal)
            && (Code().Match(link) is not { Success: true } code || etabs.Any(e => e.Code == code.Groups[1].Value)));

    private string KindOf(string address)
    {
        var (path, query) = address.Split('?') is [var p, var q] ? (p, q) : (address, "");
        foreach (var etab in etabs) path = path.Replace("/" + etab.Code, "/{" + etab.Sis + "}", StringComparison.Ordinal);
        path = Segment().Replace(path, "/{n}");
        var names = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=')).Where(part => part.Length < 2 || part[1].Length > 0)
            .Select(part => part[0]).Order(StringComparer.Ordinal);
        return query.Length == 0 ? path : path + "?" + string.Join('&', names);
    }

    [GeneratedRegex("href=\"([^\"]+)\"")]
    private static partial Regex Link();

    [GeneratedRegex("/etablissements/([^/?]+)")]
    private static partial Regex Code();

    // Numbers, days, keys of formations, rules and accounts: whatever has a digit.
    [GeneratedRegex("/[^/{]*[0-9][^/]*")]
    private static partial Regex Segment();
}
