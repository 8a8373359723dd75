using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted.Fuzz;

/// <summary>
/// Says what is wrong with the handling of a request. It reads with .NET's own parser and knows the contract by itself,
/// so that a mistake of our reader is not repeated here.
/// </summary>
public static partial class Judge
{
    private const string Soap = "http://schemas.xmlsoap.org/soap/envelope/";
    private static readonly XNamespace Xsi = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>Null when all is well.</summary>
    public static string? Verdict(CapturedRequest request, Handled handled)
    {
        try
        {
            return Answer(handled) ?? (handled.Status == 200 ? Acceptance(request, handled) : handled.Accepted is null ? null : "It was accepted and answered otherwise.");
        }
        catch (XmlException e) when (e.Message.Contains("xml:space", StringComparison.Ordinal))
        {
            // Stricter than XML, which leaves a wrong value of xml:space to the application.
            return null;
        }
        catch (XmlException e)
        {
            return $"What was accepted is not well formed: {e.Message}";
        }
    }

    private static string? Answer(Handled handled)
    {
        if (handled.Status is not (200 or 413 or 415 or 500)) return $"Status {handled.Status}.";
        if (handled.ContentType != "text/xml;charset=utf-8") return $"Content type {handled.ContentType}.";
        if (handled.Text.Contains("   at ", StringComparison.Ordinal)) return "A stack trace was answered.";
        XElement? payload;
        try
        {
            payload = XDocument.Parse(handled.Text).Root!.Element(XName.Get("Body", Soap))?.Elements().Single();
        }
        catch (XmlException e)
        {
            return $"The answer is not well formed: {e.Message}";
        }

        if (handled.Status == 200) return payload?.HasElements == false ? null : "Not an empty wrapper.";
        if (payload?.Name != XName.Get("Fault", Soap)) return "Not a fault.";
        var code = payload.Element("faultcode")!.Value;
        if (code is not ("soapenv:Client" or "soapenv:VersionMismatch" or "soapenv:MustUnderstand")) return $"Fault code {code}.";
        return DottedCode().IsMatch(payload.Element("faultstring")!.Value) ? null : $"Fault string {payload.Element("faultstring")!.Value}";
    }

    private static string? Acceptance(CapturedRequest request, Handled handled)
    {
        if (handled.Accepted is not { } accepted) return "Answered 200 without acceptance.";
        if (!accepted.Equals(OpiMessageReader.Read(request.Body, request.Header("Content-Type")))) return "The journaled message reads otherwise.";
        foreach (var bloc in OpiContenu.Blocs)
            if (accepted.Contenu[bloc] is { } json)
            {
                if (json.Contains('\0', StringComparison.Ordinal)) return "A NUL would be stored.";
                using (JsonDocument.Parse(json)) { }
            }

        return Content(Decoding.Document(request), accepted);
    }

    private static string? Content(XDocument document, OpiRecu accepted)
    {
        if (document.DescendantNodes().Any(n => n is XProcessingInstruction or XDocumentType)) return "A processing instruction or DTD was accepted.";
        var envelope = document.Root!;
        if (envelope.Name != XName.Get("Envelope", Soap)) return "Not a SOAP 1.1 envelope.";
        var parts = envelope.Elements().Where(e => e.Name != XName.Get("Header", Soap)).ToList();
        if (parts is not [{ } body] || body.Name != XName.Get("Body", Soap)) return "Not one body.";
        if (body.Elements().ToList() is not [{ } operation] || !Operation().IsMatch($"{operation.Name.NamespaceName} {operation.Name.LocalName}")) return "Not one known operation.";
        if (operation.Elements().Where(e => e.Name.LocalName == "_donneesOpi").ToList() is not [{ } donnees]) return "Not one _donneesOpi.";
        return Individu(donnees, accepted) ?? Voeux(donnees);
    }

    private static string? Individu(XElement donnees, OpiRecu accepted)
    {
        if (Places.TryGetValue(donnees.Parent!.Name.LocalName, out var places) && Twice(donnees, places) is { } twice) return $"{twice} stands twice.";
        if (Child(donnees, "individu") is not { } individu) return "No individu.";
        if (Value(individu, "codOpiIntEpo")?.Trim() != accepted.CodOpiIntEpo) return "Another number.";
        if (accepted.CodOpiIntEpo.Length > 10) return "A number that is too long.";
        using var json = JsonDocument.Parse(accepted.Contenu.Individu!);
        foreach (var (group, name) in new[] { ("etatCivil", "libNomPatIndOpi"), ("etatCivil", "libPr1IndOpi"), ("donneesNaissance", "dateNaiIndOpi") })
        {
            var expected = Child(individu, group) is { } parent ? Value(parent, name) : null;
            if (expected is null) return $"{name} is missing.";
            if (json.RootElement.GetProperty(group).GetProperty(name).GetString() != expected) return $"{name} was read otherwise.";
        }

        return null;
    }

    private static string? Voeux(XElement donnees)
    {
        var items = Child(donnees, "voeux")?.Elements().Where(e => e.Name.LocalName == "item").ToList() ?? [];
        var filled = items.Where(i => !Nil(i) && i.Descendants().Any(l => Known(l) && !l.HasElements && !l.AncestorsAndSelf().TakeWhile(a => a != i).Any(Nil) && !string.IsNullOrWhiteSpace(l.Value))).ToList();
        if (filled.Count > 0 && filled.Count != items.Count) return "An empty wish among others.";
        foreach (var item in filled)
        {
            if (Value(item, "codCge") is null || Value(item, "codEtp") is null) return "A wish without its VET.";
            if (!Int(item, "codVrsVet") || !Int(item, "numCls")) return "A wish whose number is none.";
            if (Value(item, "codDecVeu")?.Trim() is not ("F" or "S" or "D")) return "A wish without a decision.";
        }

        return null;
    }

    // A wish may hold a group with the same leaf name as another block: only names of the contract count.
    private static bool Known(XElement element) => Contract.Contains(element.Name.LocalName);

    /// <summary>The first element that stands twice in a place where the contract has it once.</summary>
    private static string? Twice(XElement parent, HashSet<(string Parent, string Child)> places)
    {
        var seen = new HashSet<string>();
        foreach (var child in parent.Elements().Where(c => places.Contains((parent.Name.LocalName, c.Name.LocalName))))
        {
            if (child.Name.LocalName != "item" && !seen.Add(child.Name.LocalName)) return child.Name.LocalName;
            if (!Nil(child) && Twice(child, places) is { } deeper) return deeper;
        }

        return null;
    }

    // By operation, as the contract's examples have it.
    private static readonly Dictionary<string, HashSet<(string Parent, string Child)>> Places = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "exemples"), "requete-*.xml")
        .Select(path => XDocument.Load(path).Descendants("_donneesOpi").Single())
        .ToDictionary(d => d.Parent!.Name.LocalName, d => d.Descendants().Select(e => (e.Parent!.Name.LocalName, e.Name.LocalName)).ToHashSet());

    private static readonly HashSet<string> Contract = [.. Places.Values.SelectMany(p => p).Select(p => p.Child)];

    private static XElement? Child(XElement parent, string name) => parent.Elements().FirstOrDefault(e => e.Name.LocalName == name && !Nil(e));

    private static string? Value(XElement parent, string name) => Child(parent, name)?.Value is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    private static bool Int(XElement parent, string name) =>
        int.TryParse(Value(parent, name)?.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    private static bool Nil(XElement element) => element.Attribute(Xsi + "nil")?.Value.Trim() is "true" or "1";

    [GeneratedRegex(@"^(technical|functionnal)\.[a-z]+\.[a-z]+\.\w+$")]
    private static partial Regex DottedCode();

    [GeneratedRegex(@"^gouv\.education\.apogee\.commun\.servicesmetiers\.OpiMetier(_[0-9]{8})? mettreajourDonneesOpi_v(10|[2-9])\z")]
    private static partial Regex Operation();
}
