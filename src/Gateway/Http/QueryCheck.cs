using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Parcoursup.Gateway.Engine.Faces;

namespace Parcoursup.Gateway.Http;

/// <summary>
/// A filter that an address does not know is refused: answered as if it were not there, it would say "nothing is wrong" of what
/// nobody looked at. What an address knows is what its handler asks for.
/// </summary>
internal sealed class QueryCheck(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (http.Request.Query.Count == 0 || !http.Request.Path.StartsWithSegments("/api")
            || http.GetEndpoint() is not RouteEndpoint endpoint || endpoint.Metadata.GetMetadata<MethodInfo>() is not { } handler)
            return next(http);
        var known = FiltersOf(endpoint, handler).ToDictionary(f => f.Name, f => f.Type, StringComparer.OrdinalIgnoreCase);
        var error = http.Request.Query.Select(given => ErrorOf(http, known, given.Key, given.Value.ToString()))
            .FirstOrDefault(e => e is not null);
        return error is null ? next(http) : error.ExecuteAsync(http);
    }

    private static IResult? ErrorOf(HttpContext http, Dictionary<string, Type> known, string name, string value)
    {
        if (!known.TryGetValue(name, out var type))
            return http.Error(StatusCodes.Status400BadRequest, name, known.Count == 0
                ? $"« {name} » n'est pas un filtre de cette adresse : elle n'en a pas."
                : $"« {name} » n'est pas un filtre de cette adresse ; les siens : {string.Join(", ", known.Keys)}.");
        var wanted = value.Length == 0 ? null
            : type == typeof(bool) && !bool.TryParse(value, out _) ? "indiquer true ou false"
            : type == typeof(int) && !int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
                || type == typeof(long) && !long.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
                ? "indiquer un nombre entier" : null;
        return wanted is null ? null
            : http.Error(StatusCodes.Status400BadRequest, name, $"« {Shortened(value)} » n'est pas une valeur de {name} : {wanted}.");
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
