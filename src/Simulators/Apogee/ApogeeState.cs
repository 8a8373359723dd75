using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Parcoursup.Gateway.Simulators.Apogee;

/// <summary>Everything that this Apogée holds: persons, OPI numbers, wishes.</summary>
internal sealed class ApogeeState
{
    private static readonly string[] MergedBlocks = ["individu", "adresseAnnuelle", "adresseFixe", "bac", "dac", "donneesThese"];

    private readonly Lock _lock = new();
    private readonly Dictionary<string, OpiRecord> _opi = new(StringComparer.Ordinal);
    private readonly List<IndividuApogee> _individus = [];
    private int _fusions;

    public bool Knows(string? codOpiIntEpo)
    {
        lock (_lock)
            return codOpiIntEpo is not null && _opi.ContainsKey(codOpiIntEpo);
    }

    /// <summary>The person behind an OPI number, null when the number is unknown.</summary>
    public IndividuApogee? PersonOf(string? codOpiIntEpo)
    {
        lock (_lock)
            return codOpiIntEpo is not null && _opi.TryGetValue(codOpiIntEpo, out var record) ? record.Individu : null;
    }

    /// <param name="dropWishes">The failure of 2025: the wishes are not written, and nobody is told.</param>
    public void Apply(OpiMessage message, bool dropWishes = false)
    {
        lock (_lock)
        {
            var code = message.CodOpiIntEpo!;
            if (!_opi.TryGetValue(code, out var record))
                _opi[code] = record = new OpiRecord(code, PersonFor(message));

            record.Appels++;
            foreach (var name in MergedBlocks)
            {
                if (OpiMessage.Child(message.Donnees, name) is { } block && !OpiMessage.IsEmpty(block))
                    record.Individu.Blocs[name] = name == "individu" ? MergeIndividu(record.Individu, block) : new XElement(block);
            }

            // Present with content, or with one empty item: the list replaces the stored one. Nil or absent keeps it.
            if (!dropWishes && message.Donnees.Element("voeux") is { } voeux && voeux.Elements("item").Any())
                record.Replace([.. OpiRules.Items(message).Select(item => new XElement(item))]);
        }
    }

    public IReadOnlyList<(string CodOpi, IReadOnlyList<(Vet Vet, string Decision)> Voeux)> Look(IReadOnlyCollection<string> numbers)
    {
        lock (_lock)
        {
            return [.. (numbers.Count == 0 ? _opi.Keys.Order(StringComparer.Ordinal) : numbers.AsEnumerable()).Select(code => (code,
                (IReadOnlyList<(Vet, string)>)[.. (_opi.GetValueOrDefault(code)?.Voeux ?? [])
                    .Select(item => (OpiRules.VetOf(item), OpiMessage.Value(item, "codDecVeu")!))]))];
        }
    }

    public (JsonArray Opi, int Voeux, int Omissions, int Fusions) Describe(Func<string, (int Fautes, int Chevauchements)> attested)
    {
        lock (_lock)
        {
            var opi = new JsonArray([.. _opi.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p =>
            {
                var (fautes, chevauchements) = attested(p.Key);
                return p.Value.Describe(fautes, chevauchements);
            })]);
            return (opi, _opi.Values.Sum(r => r.Voeux.Count), _opi.Values.Sum(r => r.Omissions), _fusions);
        }
    }

    /// <summary>A new number of somebody who is known leads to the known person.</summary>
    private IndividuApogee PersonFor(OpiMessage message)
    {
        var individu = OpiMessage.Child(message.Donnees, "individu");
        var etatCivil = OpiMessage.Child(individu, "etatCivil");
        var ine = OpiMessage.Ine(etatCivil);
        var nom = OpiMessage.Value(etatCivil, "libNomPatIndOpi");
        var prenom = OpiMessage.Value(etatCivil, "libPr1IndOpi");
        var naissance = OpiMessage.Value(OpiMessage.Child(individu, "donneesNaissance"), "dateNaiIndOpi");
        var known = _individus.Find(i => SamePerson(i));
        if (known is not null)
        {
            _fusions++;
            return known;
        }

        var created = new IndividuApogee(_individus.Count + 1);
        _individus.Add(created);
        return created;

        bool SamePerson(IndividuApogee i)
        {
            var hisIne = i.Ine;
            return ine is not null && hisIne is not null
                ? ine == hisIne
                : nom == i.EtatCivil("libNomPatIndOpi") && prenom == i.EtatCivil("libPr1IndOpi") && naissance == i.DateNaissance;
        }
    }

    /// <summary>The sub-blocks of the individual merge too: what a message leaves out is kept.</summary>
    private static XElement MergeIndividu(IndividuApogee individu, XElement block)
    {
        if (!individu.Blocs.TryGetValue("individu", out var former))
            return new XElement(block);

        var merged = new XElement(former);
        foreach (var child in block.Elements().Where(child => !OpiMessage.IsEmpty(child)))
        {
            merged.Elements(child.Name).Remove();
            merged.Add(new XElement(child));
        }

        return merged;
    }
}
