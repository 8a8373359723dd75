using System.Collections;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Bench;

namespace Parcoursup.Gateway.SoapAnswer;

/// <summary>
/// The two readers alone, on one thread: time, memory, and how many of the message's values they really read. The message is
/// in schema order; both are given it in the alphabetical order of Axis stubs as well.
/// </summary>
internal static class PureParse
{
    public static void Run(int seconds)
    {
        var message = Encoding.UTF8.GetBytes(File.ReadAllText(Wrk.Message).Replace("@OPI@", "P100000001", StringComparison.Ordinal));
        var alphabetical = Encoding.UTF8.GetBytes(InAlphabeticalOrder(message));
        Console.WriteLine($"reading alone, one thread: {message.Length} bytes, {ValuesIn(XDocument.Parse(Encoding.UTF8.GetString(message)).Root!)} values");
        Console.WriteLine($"{"",-32} {"µs CPU",7} {"B/message",10} {"values",7}");
        Measure("OpiMessageReader", seconds, () => OpiMessageReader.Read(message, "text/xml; charset=utf-8"), read => ValuesIn(((OpiRecu)read).Contenu));
        Measure("XmlSerializer", seconds, () => Endpoints.Deserialize(new MemoryStream(message)), ValuesIn);
        Measure("OpiMessageReader, alphabetical", seconds, () => OpiMessageReader.Read(alphabetical, "text/xml; charset=utf-8"), read => ValuesIn(((OpiRecu)read).Contenu));
        Measure("XmlSerializer, alphabetical", seconds, () => Endpoints.Deserialize(new MemoryStream(alphabetical)), ValuesIn);
    }

    private static void Measure<T>(string name, int seconds, Func<T> read, Func<T, int> count)
    {
        for (var i = 0; i < 20_000; i++) read();
        var (rounds, before, watch) = (0L, Usage.OfThisProcess(), Stopwatch.StartNew());
        while (watch.Elapsed.TotalSeconds < seconds)
        {
            for (var i = 0; i < 100; i++) read();
            rounds += 100;
        }

        var used = Usage.OfThisProcess() - before;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-32} {used.Cpu / rounds,7:F1} {used.Allocated / rounds,10} {count(read()),7}"));
    }

    private static int ValuesIn(XElement element) => element.HasElements ? element.Elements().Sum(ValuesIn) : element.Value.Length > 0 ? 1 : 0;

    private static int ValuesIn(OpiContenu contenu) => OpiContenu.Blocs.Sum(b => contenu[b] is { } json ? ValuesIn(JsonDocument.Parse(json).RootElement) : 0);

    private static int ValuesIn(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().Sum(p => ValuesIn(p.Value)),
        JsonValueKind.Array => json.EnumerateArray().Sum(ValuesIn),
        _ => 1,
    };

    private static int ValuesIn(object? typed) => typed switch
    {
        null => 0,
        string text => text.Length > 0 ? 1 : 0,
        IEnumerable list => list.Cast<object>().Sum(ValuesIn),
        _ when typed.GetType().IsPrimitive || typed is decimal => 1,
        _ => typed.GetType().GetProperties().Sum(p => ValuesIn(p.GetValue(typed))),
    };

    private static string InAlphabeticalOrder(byte[] message)
    {
        var document = XDocument.Load(new MemoryStream(message));
        foreach (var element in document.Descendants().Where(e => e.Elements().Count() > 1 && e.Name.LocalName != "voeux").ToList())
            element.ReplaceNodes(element.Elements().OrderBy(e => e.Name.LocalName, StringComparer.Ordinal).ToList());
        return document.ToString(SaveOptions.DisableFormatting);
    }
}
