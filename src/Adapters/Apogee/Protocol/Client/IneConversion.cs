using System.Text.Json;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Livraisons;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>
/// Before version 7 the INE stands in two fields, ten characters and their key; from 7 on in one of eleven (contract of
/// OpiMetier §2). A content keeps it as it was received, so that nothing is guessed twice; it is converted here, for the
/// version that a target speaks, and joined by whoever needs the whole.
/// </summary>
internal static class IneConversion
{
    public const string Nne = "codNneIndOpi";
    public const string Cle = "codCleNneIndOpi";
    private const string Place = "etatCivil";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = OpiJson.Options.Encoder };

    /// <summary>The INE of both fields. A client that writes all eleven characters into the first needs no key.</summary>
    public static string? Whole(string? nne, string? cle) =>
        nne is null || cle is null || nne.Trim().Length >= Ine.Length ? nne : nne.Trim() + cle.Trim();

    /// <summary>The JSON of an individual in the form of the layout's version; what does not fit stays, to be reported.</summary>
    public static string Convert(string individu, OpiLayout layout, List<Modification> modifications)
    {
        var hasKey = individu.Contains(Cle, StringComparison.Ordinal);
        var wantsKey = layout.Individu.Root.Child(Place)!.Child(Cle) is not null;
        if (hasKey == wantsKey) return individu;
        var root = JsonNode.Parse(individu)!.AsObject();
        if (root[Place] is not JsonObject etatCivil || (string?)etatCivil[Nne] is not { } nne) return individu;
        if (wantsKey) Split(etatCivil, nne.Trim());
        else Join(etatCivil, nne, (string?)etatCivil[Cle], modifications);
        return root.ToJsonString();
    }

    /// <summary>The JSON of an individual without its INE, and the INE; null where it has none.</summary>
    public static (string Individu, string? Ine) Without(string individu)
    {
        var root = JsonNode.Parse(individu)!.AsObject();
        if (root[Place] is not JsonObject etatCivil || (string?)etatCivil[Nne] is not { } nne) return (individu, null);
        var ine = Whole(nne, (string?)etatCivil[Cle]);
        etatCivil.Remove(Nne);
        etatCivil.Remove(Cle);
        return (root.ToJsonString(Readable), ine);
    }

    private static void Split(JsonObject etatCivil, string ine)
    {
        if (ine.Length != Ine.Length) return;
        etatCivil[Nne] = ine[..^1];
        etatCivil[Cle] = ine[^1..];
    }

    private static void Join(JsonObject etatCivil, string nne, string? cle, List<Modification> modifications)
    {
        var whole = Whole(nne, cle)!;
        if (cle is null || !whole.Trim().EndsWith(cle.Trim(), StringComparison.Ordinal)) return;
        etatCivil.Remove(Cle);
        etatCivil[Nne] = whole;
        if (whole.Trim().Length != Ine.Length)
            modifications.Add(new Modification($"individu.{Place}.{Nne}", $"{nne} et {cle}", whole,
                $"l'INE et sa clé réunis ne comptent pas {Ine.Length} caractères"));
    }
}
