using Parcoursup.Gateway.House.Tests.Model;
using Parcoursup.Gateway.House.Tests.Reading;
using Parcoursup.Gateway.House.Tests.Rules;

namespace Parcoursup.Gateway.House.Tests;

/// <summary>The house as it is built: each failure names the room, the file and what is used there.</summary>
public sealed class HouseTests
{
    [Fact]
    public void The_assemblies_of_the_house_are_all_read()
    {
        var read = Assemblies.Files().Select(Path.GetFileName).ToList();

        Assert.Contains("gateway.dll", read);
        Assert.Contains("Parcoursup.Gateway.Domain.dll", read);
        // Every room that holds code has types and references that were seen: nothing is silently left out.
        var seen = Assemblies.Facts.Types.Select(type => Path.GetDirectoryName(type.Place.File)!).ToHashSet();
        AssertNone(Sources.Folders.Where(folder => !seen.Contains(folder)));
        Assert.True(Assemblies.Facts.References.Count > 5_000, $"{Assemblies.Facts.References.Count} references were read");
    }

    [Fact]
    public void Every_folder_is_a_room_of_the_plan() => AssertNone(PlanRule.Violations(Sources.Folders));

    [Fact]
    public void No_room_uses_a_higher_floor_or_a_stranger() => AssertNone(FloorRule.Violations(Assemblies.Facts.References));

    [Fact]
    public void No_room_imports_a_higher_floor_or_a_stranger() => AssertNone(FloorRule.Violations(Sources.All, Sources.Namespaces));

    [Fact]
    public void The_engine_and_the_faces_name_no_system() => AssertNone(NameRule.Violations(Sources.All, Debts.Names));

    [Fact]
    public void The_columns_of_one_system_in_the_engine_are_written_down() => AssertNone(NameRule.Debts(Sources.All, Debts.Columns));

    [Fact]
    public void Each_adapter_has_one_module() => AssertNone(ModuleRule.Violations(Assemblies.Facts.Types));

    [Fact]
    public void A_number_of_the_log_is_given_once()
    {
        Assert.NotEmpty(Assemblies.Facts.Events);
        AssertNone(EventRule.Violations(Assemblies.Facts.Events));
    }

    [Fact]
    public void Each_table_is_written_by_its_owner() => AssertNone(TableRule.Violations(Sources.All, Tables.Owners, Tables.Exceptions));

    [Fact]
    public void Each_table_has_an_owner() => AssertNone(TableRule.Unowned(Sources.All, Tables.Owners));

    [Fact]
    public void A_state_is_written_once() => AssertNone(StateRule.Violations(Sources.All));

    [Fact]
    public void Nobody_calls_out_past_the_guard_of_addresses() => AssertNone(OutgoingRule.Violations(Sources.All));

    [Fact]
    public void No_pattern_takes_a_line_end_for_the_end() => AssertNone(PatternRule.Violations(Sources.All));

    [Fact]
    public void No_line_is_too_long() => AssertNone(SizeRule.Lines(Sources.All));

    [Fact]
    public void No_file_is_too_long() => AssertNone(SizeRule.Files(Sources.All, Debts.LongFiles));

    [Fact]
    public void No_constructor_takes_too_much_without_a_reason() => AssertNone(SizeRule.Constructors(Assemblies.Facts.Constructors, Sources.All));

    [Fact]
    public void No_time_decides_a_test() => AssertNone(PatienceRule.Violations(Sources.OfTests()));

    [Fact]
    public void Every_project_stands_in_the_solution() => AssertNone(SolutionRule.Violations(Projects.OnDisk(), Projects.InSolution()));

    private static void AssertNone(IEnumerable<string> violations)
    {
        var told = violations.Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(told.Count == 0, $"{told.Count} violations:\n{string.Join('\n', told)}");
    }
}
