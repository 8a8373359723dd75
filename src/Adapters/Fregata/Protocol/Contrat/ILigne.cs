using System.Text.Json;

namespace Parcoursup.Gateway.Adapters.Fregata.Protocol;

/// <summary>A line that Fregata sends about one inscription.</summary>
public interface ILigne
{
    string? Id { get; }

    /// <summary>Fields that the contract does not know: such a line is refused alone, its neighbours are taken.</summary>
    IDictionary<string, JsonElement>? Inconnus { get; }
}
