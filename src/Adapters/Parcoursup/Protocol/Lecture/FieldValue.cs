using System.Globalization;
using System.Text.Json;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>A received value as text, whatever JSON type it came in. Text is null when it cannot be read as one.</summary>
internal readonly record struct FieldValue(JsonValueKind Kind, string? Text)
{
    public static FieldValue Of(JsonElement element) => new(element.ValueKind, TextOf(element));

    /// <summary>Null, "" and absent mean the same (contract §4).</summary>
    public bool IsEmpty => Kind is JsonValueKind.Null or JsonValueKind.Undefined
                           || (Kind == JsonValueKind.String && Text is not null && string.IsNullOrWhiteSpace(Text));

    /// <summary>The value as a refusal shows it (rule K3), or what it looks like where it is no text.</summary>
    public string Shown => Text is null ? Shape : Cite.De(Text);

    /// <summary>What the value looks like, without saying what it is.</summary>
    public string Shape => Kind switch
    {
        JsonValueKind.String when Text is null => "texte mal codé",
        JsonValueKind.String => string.Create(CultureInfo.InvariantCulture, $"texte de {Text!.Length} caractères"),
        JsonValueKind.Number => string.Create(CultureInfo.InvariantCulture, $"nombre de {Text?.Length} chiffres"),
        JsonValueKind.True or JsonValueKind.False => "booléen",
        JsonValueKind.Array => "liste",
        _ => "objet",
    };

    /// <summary>An integer, written as a number or as text.</summary>
    public int? AsInt()
    {
        var text = Texte.Net(Text);
        if (int.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture, out var number))
            return number;
        // 17.0 and 1.7e1 are the integer 17 for some serialisers.
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real)
               && real == decimal.Truncate(real) && real is >= int.MinValue and <= int.MaxValue
            ? (int)real
            : null;
    }

    /// <summary>0/1, true/false, oui/non.</summary>
    public bool? AsFlag() => Texte.Net(Text)?.ToUpperInvariant() switch
    {
        "1" or "TRUE" or "OUI" or "O" => true,
        "0" or "FALSE" or "NON" or "N" => false,
        _ => null,
    };

    private static string? TextOf(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.String => element.GetString(),
                JsonValueKind.Number => element.GetRawText(),
                JsonValueKind.True => "true",
                JsonValueKind.False => "false",
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            // Invalid UTF-8 or a lone surrogate inside the text.
            return null;
        }
    }
}
