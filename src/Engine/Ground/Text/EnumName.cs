using System.Text.Json.Serialization;

namespace Parcoursup.Gateway.Engine.Ground.Text;

/// <summary>
/// Values of an enumeration as whoever asks or sends must write them: by name. Their numbers mean nothing outside of the program.
/// </summary>
public static class EnumName
{
    /// <summary>For what is read strictly from JSON: comes before the converter that the gateway's own records use.</summary>
    public static JsonConverter Converter { get; } = new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false);

    public static bool Is<T>(string text) where T : struct, Enum => Enum.GetNames<T>().Contains(text);

    /// <summary>All of them, for a French sentence that says what may be written.</summary>
    public static string All<T>() where T : struct, Enum => string.Join(", ", Enum.GetNames<T>());
}
