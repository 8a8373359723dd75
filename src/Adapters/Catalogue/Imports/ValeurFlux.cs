using System.Text.Json;

namespace Parcoursup.Gateway.Adapters.Catalogue.Imports;

/// <summary>A value as a file writes it: the text of a cell, or JSON.</summary>
internal readonly struct ValeurFlux
{
    private readonly string? _texte;
    private readonly JsonElement _json;

    public ValeurFlux(string texte) => _texte = string.IsNullOrWhiteSpace(texte) ? null : texte.Trim();

    public ValeurFlux(JsonElement json) => _json = json;

    /// <summary>A text, a number or a flag as text; null when there is nothing.</summary>
    public string? Texte => _texte ?? _json.ValueKind switch
    {
        JsonValueKind.String => _json.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null,
        JsonValueKind.Number => _json.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    public bool EstStructure => _json.ValueKind is JsonValueKind.Array or JsonValueKind.Object || _texte is ['[' or '{', ..];

    public bool EstVide => !EstStructure && Texte is null;

    /// <summary>The array or object that it is or that a cell writes.</summary>
    /// <exception cref="JsonException">The cell is no JSON.</exception>
    public JsonElement Structure()
    {
        if (_texte is null) return _json;
        using var document = JsonDocument.Parse(_texte);
        return document.RootElement.Clone();
    }

    public string Cite => Domain.Valeurs.Cite.De(_texte ?? (EstStructure ? _json.GetRawText() : Texte));
}
