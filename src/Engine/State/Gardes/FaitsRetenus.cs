using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.State.Gardes;

/// <summary>
/// Rule C6: what a guard holds a wish back for. A rejection is bound to these facts: others, that come later, are a new turn.
/// </summary>
/// <param name="Empreinte">Of all that made it unfavourable: answer, result, mapping, calendar.</param>
/// <param name="Motif">The reason, as an administrator reads it.</param>
public sealed record FaitsRetenus(string Empreinte, string Motif, string Source)
{
    public string ToText() => JsonText.Of(this);

    public static FaitsRetenus? Read(string? text) => text is null ? null : JsonText.Read<FaitsRetenus>(text);
}
