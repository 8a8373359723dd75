using System.Text;
using System.Text.RegularExpressions;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;

namespace Parcoursup.Gateway.Adapters.Apogee.Tests;

/// <summary>
/// A request of a foreign client, recorded by tests/Interop. Each case has the same content from every client, but for
/// the OPI number and the INE, which begin with the client's own letter.
/// </summary>
internal sealed partial record RecordedRequest(string Client, int Version, string Case, byte[] Bytes)
{
    private const string Separator = "\r\n\r\n";

    public static IReadOnlyList<RecordedRequest> All { get; } = [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "requetes"), "*.http")
        .Order(StringComparer.Ordinal).Select(Read)];

    public string Head => Text[..Text.IndexOf(Separator, StringComparison.Ordinal)];

    public byte[] Body => Bytes[(Head.Length + Separator.Length)..];

    public string ContentType => ContentTypeLine().Match(Head).Groups[1].Value;

    public string CodOpi => CodOpiElement().Match(Text).Groups[1].Value;

    private string Text => Encoding.Latin1.GetString(Bytes);

    /// <summary>A content without what is the client's own in it.</summary>
    public static OpiContenu Anonymous(OpiContenu contenu) => contenu with { Individu = OwnNumbers().Replace(contenu.Individu!, "\"$1\":\"…\"") };

    private static RecordedRequest Read(string file)
    {
        var name = FileName().Match(Path.GetFileName(file));
        return new RecordedRequest(
            name.Groups[1].Value, int.Parse(name.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture), name.Groups[3].Value, File.ReadAllBytes(file));
    }

    [GeneratedRegex(@"^(\w+)-v(\d+)-(.+)\.http$")]
    private static partial Regex FileName();

    [GeneratedRegex(@"^Content-Type: ([^\r]*)", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex ContentTypeLine();

    [GeneratedRegex(@"<codOpiIntEpo[^>]*>([^<]*)")]
    private static partial Regex CodOpiElement();

    [GeneratedRegex("\"(codOpiIntEpo|codNneIndOpi|codCleNneIndOpi)\":\"[^\"]*\"")]
    private static partial Regex OwnNumbers();
}
