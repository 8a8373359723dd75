using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Mvc;

namespace Parcoursup.Gateway.Engine.Faces;

/// <summary>
/// A filter that an address does not know is refused: answered as if it were not there, it would say "nothing is wrong" of what
/// nobody looked at. What an address knows is what its handler asks for.
/// </summary>
public static class FiltresConnus
{
    /// <summary>What is wrong with the filters of a request; null when nothing is.</summary>
    public static IResult? Refusal(HttpContext http)
    {
        if (http.Request.Query.Count == 0
            || http.GetEndpoint() is not RouteEndpoint endpoint || endpoint.Metadata.GetMetadata<MethodInfo>() is not { } handler)
            return null;
        var known = FiltersOf(endpoint, handler).ToDictionary(f => f.Name, f => f.Type, StringComparer.OrdinalIgnoreCase);
        return http.Request.Query.Select(given => ErrorOf(http, known, given.Key, given.Value.ToString()))
            .FirstOrDefault(e => e is not null);
    }

    private static IResult? ErrorOf(HttpContext http, Dictionary<string, Type> known, string name, string value)
    {
        if (!known.TryGetValue(name, out var type))
            return http.Refuse(StatusCodes.Status400BadRequest, name, known.Count == 0
                ? $"« {name} » n'est pas un filtre de cette adresse : elle n'en a pas."
                : $"« {name} » n'est pas un filtre de cette adresse ; les siens : {string.Join(", ", known.Keys)}.");
        var wanted = value.Length == 0 ? null
            : type == typeof(bool) && !bool.TryParse(value, out _) ? "indiquer true ou false"
            : type == typeof(int) && !int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
                || type == typeof(long) && !long.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
                ? "indiquer un nombre entier" : null;
        return wanted is null ? null
            : http.Refuse(StatusCodes.Status400BadRequest, name, $"« {Shortened(value)} » n'est pas une valeur de {name} : {wanted}.");
    }

    private static string Shortened(string value) => value.Length > 60 ? value[..60] + "…" : value;

    private static IEnumerable<(string Name, Type Type)> FiltersOf(RouteEndpoint endpoint, MethodInfo handler) => handler.GetParameters()
        .Where(p => IsText(TypeOf(p)) && p.Name is not null
            && endpoint.RoutePattern.GetParameter(p.Name) is null && p.GetCustomAttribute<FromHeaderAttribute>() is null)
        .Select(p => (p.GetCustomAttribute<FromQueryAttribute>()?.Name ?? p.Name!, TypeOf(p)));

    private static Type TypeOf(ParameterInfo parameter) => Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;

    private static bool IsText(Type type) =>
        type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(DateOnly) || type == typeof(DateTimeOffset);
}
