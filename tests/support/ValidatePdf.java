import java.io.FileInputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Judges PDF files by veraPDF: ValidatePdf FLAVOUR[,FLAVOUR] FILE... (ua1 = PDF/UA-1, 2a = PDF/A-2a).
 * One line a file and flavour: "conforms" or the broken rules, each once with its first message. Exit 0 if all conform.
 */
class ValidatePdf {
  public static void main(String[] arguments) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    boolean good = true;
    for (int i = 1; i < arguments.length; i++) {
      for (String name : arguments[0].split(",")) good &= judge(arguments[i], PDFAFlavour.fromString(name));
    }
    System.exit(good ? 0 : 1);
  }

  private static boolean judge(String file, PDFAFlavour flavour) throws Exception {
    var foundry = Foundries.defaultInstance();
    try (var in = new FileInputStream(file);
        var parser = foundry.createParser(in, flavour);
        var validator = foundry.createValidator(flavour, 1000, false, false, false)) {
      ValidationResult result = validator.validate(parser);
      Map<String, String> broken = new LinkedHashMap<>();
      for (TestAssertion found : result.getTestAssertions()) {
        if (found.getStatus() != TestAssertion.Status.FAILED) continue;
        String rule = found.getRuleId().getClause() + "-" + found.getRuleId().getTestNumber();
        broken.putIfAbsent(rule, found.getMessage() + " at " + found.getLocation().getContext());
      }
      System.out.println(flavour.getId() + " " + (result.isCompliant() ? "conforms" : "broken " + broken) + " " + file);
      return result.isCompliant();
    }
  }
}
