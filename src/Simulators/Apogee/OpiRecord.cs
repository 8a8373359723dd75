using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Parcoursup.Gateway.Simulators.Apogee;

/// <summary>A person; several OPI numbers may lead to the same one.</summary>
internal sealed class IndividuApogee(int numero)
{
    public int Numero { get; } = numero;

    public Dictionary<string, XElement> Blocs { get; } = new(StringComparer.Ordinal);

    public string? EtatCivil(string name) => OpiMessage.Value(EtatCivilElement, name);

    public string? Ine => OpiMessage.Ine(EtatCivilElement);

    private XElement? EtatCivilElement => OpiMessage.Child(Blocs.GetValueOrDefault("individu"), "etatCivil");

    public string? DateNaissance =>
        OpiMessage.Value(OpiMessage.Child(Blocs.GetValueOrDefault("individu"), "donneesNaissance"), "dateNaiIndOpi");
}

/// <summary>What stands under one OPI number, and what was attested of the calls that led there.</summary>
internal sealed class OpiRecord(string code, IndividuApogee individu)
{
    private readonly HashSet<Vet> _everSeen = [];

    public IndividuApogee Individu { get; } = individu;

    public IReadOnlyList<XElement> Voeux { get; private set; } = [];

    public int Appels { get; set; }

    /// <summary>VETs that a message left out although Apogée had them: rule C2 forbids it to the gateway.</summary>
    public int Omissions { get; private set; }

    public void Replace(IReadOnlyList<XElement> items)
    {
        var present = items.Select(OpiRules.VetOf).ToHashSet();
        Omissions += _everSeen.Count(vet => !present.Contains(vet));
        _everSeen.UnionWith(present);
        Voeux = items;
    }

    public JsonObject Describe(int fautes, int chevauchements) => new()
    {
        ["codOpiIntEpo"] = code,
        ["individu"] = Individu.Numero,
        ["nom"] = Individu.EtatCivil("libNomPatIndOpi"),
        ["prenom"] = Individu.EtatCivil("libPr1IndOpi"),
        ["dateNaissance"] = Individu.DateNaissance,
        ["ine"] = Individu.Ine,
        ["blocs"] = new JsonObject(Individu.Blocs.OrderBy(b => b.Key, StringComparer.Ordinal)
            .Select(b => KeyValuePair.Create(b.Key, ToJson(b.Value)))),
        ["voeux"] = new JsonArray([.. Voeux.Select(ToJson)]),
        ["appels"] = Appels,
        ["fautes"] = fautes,
        ["omissions"] = Omissions,
        ["chevauchements"] = chevauchements,
    };

    private static JsonNode? ToJson(XElement element)
    {
        if (!element.HasElements)
            return element.Value.Trim();

        var written = new JsonObject();
        foreach (var child in element.Elements().Where(child => !OpiMessage.IsEmpty(child)))
            written[child.Name.LocalName] = ToJson(child);
        return written;
    }
}
