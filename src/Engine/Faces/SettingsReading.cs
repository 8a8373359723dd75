using System.ComponentModel;

namespace Parcoursup.Gateway.Engine.Faces;

/// <summary>Reads a section of the settings; what cannot be read is named in French.</summary>
public static class SettingsReading
{
    /// <returns>Null when something in it cannot be read; the error is added.</returns>
    public static T? Read<T>(IConfiguration configuration, string section, ICollection<string> errors) where T : class, new()
    {
        try
        {
            return configuration.GetSection(section).Get<T>() ?? new T();
        }
        catch (InvalidOperationException wrong)
        {
            errors.Add($"{section} : {Describe(configuration.GetSection(section), typeof(T)) ?? wrong.Message}");
            return null;
        }
    }

    /// <summary>The names of the settings of a section: the properties of its class that can be set.</summary>
    public static IEnumerable<string> NamesOf<T>(string section) =>
        typeof(T).GetProperties().Where(p => p.CanWrite).Select(p => $"{section}:{p.Name}");

    // The framework words it in English and tells the first one only.
    private static string? Describe(IConfigurationSection section, Type type)
    {
        var wrong = type.GetProperties()
            .Where(p => p.CanWrite && section[p.Name] is { } text && !IsReadable(p.PropertyType, text))
            .Select(p => $"{p.Name} ne peut pas valoir « {section[p.Name]} »"
                + (p.PropertyType.IsEnum ? $" ({string.Join(" ou ", Enum.GetNames(p.PropertyType))})" : ""))
            .ToList();
        return wrong.Count == 0 ? null : string.Join(" ; ", wrong) + ".";
    }

    private static bool IsReadable(Type type, string text)
    {
        try
        {
            TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text);
            return true;
        }
        catch (Exception unreadable) when (unreadable is FormatException or ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
