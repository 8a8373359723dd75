using System.Text;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.OpiMessages;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted.Fuzz;

/// <summary>
/// Requests from which the fuzzer starts: the contract's examples, hand-built variants of what clients send, and the
/// captured requests of real ones (<c>tests/Fixtures/Requetes</c>).
/// </summary>
public static class Seeds
{
    private static readonly string Folder = AppContext.BaseDirectory;

    // What the clients sent to be refused for its content: the cases of the interop matrix.
    private static readonly string[] BusinessFaults = ["-decision-x.http", "-vet-en-double.http"];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<CapturedRequest> All { get; } = [.. Examples(), .. HandBuilt(), .. Captured(_ => true)];

    /// <summary>Those that are to be accepted.</summary>
    public static IReadOnlyList<CapturedRequest> Sound { get; } = [.. Examples(), .. HandBuilt(), .. Captured(name => !BusinessFaults.Any(name.EndsWith))];

    /// <summary>What was once wrongly handled, kept for ever.</summary>
    public static IReadOnlyList<(string Name, CapturedRequest Request)> Findings { get; } =
        [.. Paths("Trouvailles").Select(path => (Path.GetFileName(path), CapturedRequest.Parse(File.ReadAllBytes(path))))];

    private static IEnumerable<CapturedRequest> Examples() => Directory.GetFiles(Path.Combine(Folder, "exemples"), "requete-*.xml")
        .Order(StringComparer.Ordinal).Select(path => CapturedRequest.Of(File.ReadAllBytes(path)));

    private static IEnumerable<CapturedRequest> HandBuilt()
    {
        var whole = Individu("E1", nom: "D'Été &amp; Fils") + Adresse("adresseFixe", "1 rue de l'Église") + Bac("NBGE") + Voeux(("L1DROI", "F"), ("L1ECO", "S"));
        yield return CapturedRequest.Of(Encoding.UTF8.GetBytes(Envelope(whole)));
        yield return CapturedRequest.Of(Encoding.UTF8.GetBytes(Envelope(whole, 9, Namespace + "_30042019")), "text/xml;charset=UTF-8", "urn:OpiMetier");
        yield return CapturedRequest.Of(Encoding.UTF8.GetBytes(Envelope(Individu("E2") + NoVoeux)), "text/xml; charset=\"utf-8\"", null);
        yield return CapturedRequest.Of(Encoding.Latin1.GetBytes(Envelope(whole).Replace("encoding='UTF-8'", "encoding='ISO-8859-1'", StringComparison.Ordinal)), "text/xml; charset=ISO-8859-1");
        yield return CapturedRequest.Of(Encoding.Unicode.GetBytes("\uFEFF" + Envelope(whole).Replace("encoding='UTF-8'", "encoding='UTF-16'", StringComparison.Ordinal)), "text/xml");
        // Axis: xsi:type everywhere, numeric references, everything on one line.
        yield return CapturedRequest.Of(Encoding.UTF8.GetBytes(Envelope(whole).ReplaceLineEndings("")
            .Replace("<individu>", "<individu xsi:type=\"ns1:MAJOpiIndDTO2\" xmlns:ns1=\"urn:autre\">", StringComparison.Ordinal).Replace("É", "&#xC9;", StringComparison.Ordinal)));
        yield return CapturedRequest.Of(Encoding.UTF8.GetBytes(Envelope(Individu("E3") + "<inconnu><!-- rien --><![CDATA[<&>]]></inconnu>")
            .Replace("<e:Body>", "<e:Header><t:trace xmlns:t=\"urn:t\" e:mustUnderstand=\"0\">1</t:trace></e:Header><e:Body>", StringComparison.Ordinal)));
    }

    private static IEnumerable<CapturedRequest> Captured(Func<string, bool> wanted) => Paths("Requetes").Where(wanted).Select(path => CapturedRequest.Parse(File.ReadAllBytes(path)));

    private static IEnumerable<string> Paths(string folder) => Directory.Exists(Path.Combine(Folder, "Fixtures", folder))
        ? Directory.GetFiles(Path.Combine(Folder, "Fixtures", folder), "*.http").Order(StringComparer.Ordinal)
        : [];
}
