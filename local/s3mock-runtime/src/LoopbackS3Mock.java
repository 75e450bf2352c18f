import com.adobe.testing.s3mock.S3MockApplication;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** S3Mock that listens nowhere else than at {@code server.address}: its second port would listen at every address. */
public class LoopbackS3Mock {
    public static void main(String[] arguments) {
        new SpringApplicationBuilder(S3MockApplication.class, LoopbackS3Mock.class).run(arguments);
    }

    @Bean
    static BeanPostProcessor everyPortAtOneAddress(Environment environment) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof TomcatServletWebServerFactory server) {
                    server.getAdditionalTomcatConnectors()
                            .forEach(port -> port.setProperty("address", environment.getProperty("server.address")));
                }
                return bean;
            }
        };
    }
}
