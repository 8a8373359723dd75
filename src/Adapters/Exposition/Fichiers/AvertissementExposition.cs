using System.Text.Json.Serialization;

namespace Parcoursup.Gateway.Adapters.Exposition.Fichiers;

/// <summary>What is doubtful and was told: at a line of the catalogue where there is one.</summary>
internal sealed record AvertissementExposition(
    [property: JsonPropertyName("CODEFORMATIONACCUEIL"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Cle,
    string Motif);

/// <summary>An input that cannot be taken at all: why, in French.</summary>
internal sealed class EntreeRefuseeException(string message) : Exception(message);
