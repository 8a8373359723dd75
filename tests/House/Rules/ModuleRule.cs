using Parcoursup.Gateway.House.Tests.Model;

namespace Parcoursup.Gateway.House.Tests.Rules;

/// <summary>Each adapter has exactly one module, in its own folder.</summary>
internal static class ModuleRule
{
    private const string Module = Plan.Root + ".Engine.Faces.IModule";

    public static IEnumerable<string> Violations(IEnumerable<TypeFact> types)
    {
        var modules = types.Where(type => type.Interfaces.Contains(Module)).ToList();
        foreach (var adapter in Plan.Inside.Keys)
        {
            var its = modules.Where(type => type.Place.File.StartsWith(adapter + "/", StringComparison.Ordinal)).ToList();
            if (its.Count != 1) yield return $"{adapter} has {its.Count} modules: {string.Join(", ", its.Select(type => type.Name))}";
            foreach (var type in its.Where(type => Path.GetDirectoryName(type.Place.File) != adapter))
                yield return $"{adapter}: {type.Place}: {type.Name} stands in a room, not in the adapter's own folder";
        }

        foreach (var type in modules.Where(type => !type.Place.File.StartsWith("Adapters/", StringComparison.Ordinal)))
            yield return $"{type.Place}: {type.Name} is a module outside the adapters";
    }
}
